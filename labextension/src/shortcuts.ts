// Keeps JupyterLab's shortcuts out of form fields: arrow keys, Enter, single letters and
// Shift+Enter belong to the person who types. Ctrl+S still saves.

const SUPPRESS = 'data-lm-suppress-shortcuts';

/**
 * Keep the shortcuts away from whatever takes the focus inside `root` and is accepted by
 * `belongs`. Lumino looks at the focused element before it looks at its ancestors, so
 * the focused element itself is marked.
 */
export function keepShortcutsOut(
  root: HTMLElement,
  belongs: (target: Element) => boolean,
  save: () => void
): void {
  root.addEventListener(
    'focusin',
    event => {
      const target = event.target as Element;
      if (belongs(target)) {
        target.setAttribute(SUPPRESS, 'true');
      }
    },
    true
  );
  // On the way down: form fields keep their keys from everything above them.
  root.addEventListener(
    'keydown',
    event => {
      const target = event.target as Element;
      const isSave =
        (event.ctrlKey || event.metaKey) &&
        !event.altKey &&
        event.key.toLowerCase() === 's';
      if (isSave && target.hasAttribute(SUPPRESS)) {
        event.preventDefault(); // the browser would offer to save the page as a file
        event.stopPropagation();
        save();
      }
    },
    true
  );
}
