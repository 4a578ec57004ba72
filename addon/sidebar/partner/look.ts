/** Looks again by itself while a panel is open and seen. */

/** Each look is an execution of the script and a request to the worker. */
const LOOK_EVERY_MS = 20_000;

interface Looks {
  /** Once it has left the page the looks end. */
  readonly of: HTMLElement;
  /** A refusal says nothing: the next look may be answered. */
  look(): Promise<void>;
}

/** An act of it is under way, or somebody is in one of its fields: nothing is drawn under their hands. */
export function isInUse(element: HTMLElement): boolean {
  if (element.querySelector('.act .busy, [inert]') !== null) return true;
  const at = document.activeElement;
  return at !== null && element.contains(at) && at.matches('input, select, textarea');
}

/** What was typed or ticked there and not sent. */
export const hasUnsaved = (element: HTMLElement): boolean =>
  [...element.querySelectorAll('input')].some((field) =>
    field.type === 'checkbox' ? field.checked !== field.defaultChecked : field.value !== field.defaultValue,
  );

/** Every 20 s, and when the page is seen again after it was hidden. */
export function keepLooking({ of, look }: Looks): void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let looking = false;
  const tick = async (): Promise<void> => {
    clearTimeout(timer);
    if (!of.isConnected) return document.removeEventListener('visibilitychange', seen);
    if (looking) return;
    looking = true;
    if (!document.hidden && !isInUse(of)) await look().catch(() => {});
    looking = false;
    timer = setTimeout(tick, LOOK_EVERY_MS);
  };
  const seen = (): void => {
    if (!document.hidden) void tick();
  };
  document.addEventListener('visibilitychange', seen);
  timer = setTimeout(tick, LOOK_EVERY_MS);
}

/**
 * Draws a part anew with the keyboard where it was: at the button of the same name, which is another element now. For
 * parts that `isInUse` lets be drawn: no field of theirs has the focus.
 */
export function drawInPlace(part: HTMLElement, draw: () => void): void {
  const at = document.activeElement;
  const name = at !== null && part.contains(at) ? nameOf(at) : '';
  draw();
  if (name === '') return;
  const same = [...part.querySelectorAll<HTMLElement>('button, a')].find((one) => nameOf(one) === name);
  same?.focus({ preventScroll: true });
}
const nameOf = (element: Element): string => element.getAttribute('aria-label') ?? element.textContent ?? '';
