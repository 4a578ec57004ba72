/** The address that a cell is, where it is one and nothing else. */
export function addressOf(text: string): string | undefined {
  const found = text.trim();
  return /^https?:\/\/[^\s"<>]+$/i.test(found) && URL.canParse(found) ? found : undefined;
}
