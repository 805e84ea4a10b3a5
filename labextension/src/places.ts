// Finds the fields of a page: which question they belong to, how they are called, and how
// to read, fill and mark them.

import { IPlace } from './drafts';

export const QUESTION = '.course-question';
const WIDE_ENOUGH_PX = 300;
const TEXT_TYPES = ['text', 'search', 'email', 'tel', 'url'];

export type TextField = HTMLInputElement | HTMLTextAreaElement;

/** A place that is on the page now and can be offered its draft. */
export interface IOpenPlace {
  place: IPlace;
  /** The words that stand there now. */
  read: () => string;
  write: (text: string) => void;
  /** Show a box just above the place. */
  attach: (box: HTMLElement) => void;
}

/** The field, if the element is a text field of a question. */
export function asTextField(element: EventTarget | null): TextField | null {
  const isText =
    element instanceof HTMLTextAreaElement ||
    (element instanceof HTMLInputElement && TEXT_TYPES.includes(element.type));
  return isText && element.closest(QUESTION) ? element : null;
}

export function questionOf(element: Element): HTMLElement | null {
  return element.closest<HTMLElement>(QUESTION);
}

/** The question's id, from its class `course-q-<id>`. */
function questionId(question: Element): string {
  const found = [...question.classList].find(name => name.startsWith('course-q-'));
  return found?.slice('course-q-'.length) ?? '';
}

function fieldsOf(question: Element): TextField[] {
  return [...question.querySelectorAll('input, textarea')]
    .map(asTextField)
    .filter((field): field is TextField => field !== null)
    .filter(field => questionOf(field) === question);
}

function labelOf(field: TextField): string {
  const label =
    field.getAttribute('aria-label') ||
    field.labels?.[0]?.textContent ||
    field.placeholder;
  return (label ?? '').trim();
}

export function placeOf(field: TextField): IPlace {
  const question = questionOf(field)!;
  const label = labelOf(field);
  const alike = fieldsOf(question).filter(other => labelOf(other) === label);
  return {
    question: questionId(question),
    label,
    ordinal: alike.indexOf(field)
  };
}

/** Every text field of the page. */
export function formPlaces(root: Element): IOpenPlace[] {
  return [...root.querySelectorAll(QUESTION)].flatMap(fieldsOf).map(field => ({
    place: placeOf(field),
    read: () => field.value,
    write: text => fill(field, text),
    attach: box => attachAbove(field, box)
  }));
}

function fill(field: TextField, text: string): void {
  const kind = Object.getPrototypeOf(field) as object;
  Object.getOwnPropertyDescriptor(kind, 'value')!.set!.call(field, text);
  field.dispatchEvent(new Event('input', { bubbles: true }));
  field.dispatchEvent(new Event('change', { bubbles: true }));
  field.focus();
}

/**
 * The box goes inside the field's own widget, which is no panel: in a panel a foreign child
 * would upset the order in which ipywidgets inserts its own. A cell of a table is too narrow
 * for it; there it goes above the whole question and says which field it means.
 */
function attachAbove(field: TextField, box: HTMLElement): void {
  const widget = field.closest<HTMLElement>('.jupyter-widgets') ?? field.parentElement!;
  if (widget.offsetWidth < WIDE_ENOUGH_PX) {
    const name = document.createElement('strong');
    name.textContent = labelOf(field);
    box.prepend(name);
    questionOf(field)!.before(box);
  } else {
    widget.classList.add('course-has-draft');
    widget.prepend(box);
  }
}
