// Where answers are kept: in the browser, under one key; nothing is sent anywhere.
import { counted, merged, readLines, recordOf, valueOf, writeLines } from "./answers.mjs";

export const KEY = "ties-that-govern-answers";
export const ASIDE = `${KEY}-damaged-`;

export const REFUSED =
  "This browser refuses to keep answers, or has no room: they last until you leave this page, unless you save them as a file.";

/**
 * @param {() => Storage} storageOf  gives the browser's storage, or throws where it is refused
 * @param {() => number} clock  milliseconds
 *
 * Storage is read again before each writing, so that two tabs do not overwrite each other's
 * answers. What could not be stored is held here, for as long as the page lasts.
 */
export function createKeeper(storageOf, clock = Date.now) {
  let held = [];
  let said = "";

  /** What is stored now. Damage is set aside first; where that fails, what is there stays. */
  function stored() {
    const storage = storageOf();
    const text = storage.getItem(KEY);
    const { records, damaged } = readLines(text);
    if (damaged) {
      setAside(storage, text);
      storage.setItem(KEY, writeLines(records));
      said = `What this browser had kept was damaged: ${counted(damaged, "line")} could not be read and ${damaged === 1 ? "is" : "are"} set aside, and the rest is here.`;
    }
    return records;
  }

  function attempt(work) {
    try {
      return work();
    } catch {
      said = REFUSED;
      return null;
    }
  }

  const records = () => merged(attempt(stored) ?? readable(storageOf), held);

  function keep(more) {
    held = merged(held, more);
    attempt(() => {
      storageOf().setItem(KEY, writeLines(merged(stored(), held)));
      held = [];
      if (said === REFUSED) said = "";
    });
  }

  return {
    records,
    keep,
    /** A function of kind, name and field that gives the values of this moment. */
    reader() {
      const now = records();
      return (kind, name, field) => valueOf(now, kind, name, field);
    },
    /** Give a field a value. */
    put(kind, name, field, value) {
      const record = recordOf(records(), kind, name, field, value, clock());
      if (record) keep([record]);
    },
    /** Forget everything, also what was set aside; whether that was possible. */
    clear() {
      held = [];
      return attempt(() => {
        const storage = storageOf();
        const own = Array.from({ length: storage.length }, (_, at) => storage.key(at));
        for (const key of own) if (key === KEY || key.startsWith(ASIDE)) storage.removeItem(key);
        said = "";
        return true;
      }) ?? false;
    },
    /** One sentence about trouble with keeping, or an empty text. */
    trouble: () => said,
  };
}

/** What of a damaged store can be read where it cannot be set aside. */
function readable(storageOf) {
  try {
    return readLines(storageOf().getItem(KEY)).records;
  } catch {
    return [];
  }
}

function setAside(storage, text) {
  let number = 1;
  for (let known = storage.getItem(ASIDE + number); known !== null && known !== text; number += 1) {
    known = storage.getItem(ASIDE + (number + 1));
  }
  storage.setItem(ASIDE + number, text);
}
