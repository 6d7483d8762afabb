// A file that the page makes, for the reader to save.

/** Save a text, or a Blob, under a name. */
export function saveFile(name, content, type) {
  const link = document.createElement("a");
  link.download = name;
  link.href = URL.createObjectURL(new Blob([content], { type }));
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
}
