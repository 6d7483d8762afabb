// Two tables as a part of an address, and back. What an address holds is text: it is never run.

export const MOST_ADDRESS = 16_000; // characters; longer ones do not survive mail and chat
const MOST_TEXT = 4_000_000; // characters that an address may unfold to

/** The word for two tables: `z` and their texts packed, or `p` and plain where nothing packs. */
export async function packed(tables) {
  const bytes = new TextEncoder().encode(JSON.stringify(tables));
  if (!globalThis.CompressionStream) return `p${base64(bytes)}`;
  const [small] = await piped(bytes, new CompressionStream("deflate-raw"), Infinity);
  return `z${base64(small)}`;
}

/** The two tables of a word; an error says in a sentence why there are none. */
export async function unpacked(word) {
  const broken = new Error("The address does not hold a network that can be read: part of it may be missing.");
  try {
    let bytes = Uint8Array.from(atob(word.slice(1).replaceAll("-", "+").replaceAll("_", "/")), (each) => each.charCodeAt(0));
    if (word[0] === "z") {
      if (!globalThis.DecompressionStream) throw broken;
      let whole;
      [bytes, whole] = await piped(bytes, new DecompressionStream("deflate-raw"), MOST_TEXT);
      if (!whole) throw broken;
    } else if (word[0] !== "p") throw broken;
    const tables = JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(bytes));
    if (!Array.isArray(tables) || tables.length !== 2 || tables.some((each) => typeof each !== "string")) throw broken;
    return tables;
  } catch {
    throw broken;
  }
}

function base64(bytes) {
  let text = "";
  for (let at = 0; at < bytes.length; at += 8192) text += String.fromCharCode(...bytes.subarray(at, at + 8192));
  return btoa(text).replaceAll("+", "-").replaceAll("/", "_").replace(/=+$/, "");
}

/** What comes out of a stream, up to `most` bytes, and whether that is all. */
async function piped(bytes, stream, most) {
  const reader = new Blob([bytes]).stream().pipeThrough(stream).getReader();
  const parts = [];
  let size = 0;
  let all = false;
  while (size <= most) {
    const { done, value } = await reader.read();
    all = done;
    if (done) break;
    parts.push(value);
    size += value.length;
  }
  if (!all) await reader.cancel();
  const joined = new Uint8Array(size);
  let at = 0;
  for (const part of parts) {
    joined.set(part, at);
    at += part.length;
  }
  return [joined, all];
}
