// On the search page: the figures that a search finds, above the pages that Sphinx finds.
import { showHits } from "./figure_hits.mjs";

const query = new URLSearchParams(location.search).get("q") ?? "";
showHits(document.querySelector("[data-figure-hits]"), globalThis.allFigures, query);
