// The texts of a table's cells.

/** Whether a text is a number as the book prints it, with its sign, commas and per cent. */
export const isNumber = (text) => /^[−+-]?[\d,]+(\.\d+)?( ?%)?$/.test(text);
