// The texts of a table's cells.

/** Whether a text is a number as the book prints it, with its sign, commas and per cent. */
export const isNumber = (text) => /^[−+-]?[\d,]+(\.\d+)?( ?%)?$/.test(text);

/**
 * Rows of texts as a CSV file: UTF-8 with the mark that spreadsheets look for, numbers as printed.
 * A text that a spreadsheet would take for a formula gets an apostrophe before it, and one that
 * begins with such an apostrophe another, so that who reads it takes off one.
 */
export function csvOf(rows) {
  const cell = (text) => {
    const safe = /^'*[=+\-@\t\r]/.test(text) && !isNumber(text) ? `'${text}` : text;
    return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
  };
  return `\uFEFF${rows.map((row) => `${row.map(cell).join(",")}\r\n`).join("")}`;
}
