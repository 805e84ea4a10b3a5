// Counting words as the grading does: Python's len(re.findall(r"[\w’'-]+", text)).

/** Words in a text, without the prompt if it still stands there. */
export function countWords(text: string, prompt: string): number {
  const own = prompt ? text.replace(prompt, () => '') : text;
  return own.match(/[\p{L}\p{N}_’'-]+/gu)?.length ?? 0;
}

/** "312 words · about 500 wanted" */
export function wordLine(count: number, wanted: number): string {
  const words = count === 1 ? '1 word' : `${count} words`;
  return wanted > 0 ? `${words} · about ${wanted} wanted` : words;
}

/** A time of day as people read it, such as 14:02. */
export function clock(when: Date): string {
  const two = (n: number) => String(n).padStart(2, '0');
  return `${two(when.getHours())}:${two(when.getMinutes())}`;
}
