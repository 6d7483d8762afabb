// On a built page: the cards of its terms and citations.
import { startCards } from "./cards.mjs";

startCards(document);
