// What the metadata of a notebook and of its cells says about the course.

import { Cell, CodeCell, MarkdownCell } from '@jupyterlab/cells';
import { NotebookPanel } from '@jupyterlab/notebook';

/** A written answer: a Markdown cell that a participant fills and a person grades. */
export interface IAnswerAbout {
  id: string;
  title: string;
  /** How many words are wanted; 0 when no length is asked. */
  words: number;
  /** The text that stood in the cell before anybody wrote; not counted. */
  prompt: string;
}

/** Does the notebook ask to be opened as a page of the course? */
export function isCourseNotebook(panel: NotebookPanel): boolean {
  const course = panel.content.model?.getMetadata('course') as
    | { autorun?: unknown }
    | undefined;
  return course?.autorun === true;
}

export function isFormCell(cell: Cell): cell is CodeCell {
  return isTagged(cell, 'course-form');
}

/** A cell in which the course checks an answer after hand-in: nothing for participants. */
export function isCheckCell(cell: Cell): cell is CodeCell {
  return isTagged(cell, 'course-check');
}

function isTagged(cell: Cell, tag: string): cell is CodeCell {
  const tags = cell.model.getMetadata('tags') as unknown;
  return cell instanceof CodeCell && Array.isArray(tags) && tags.includes(tag);
}

export function formCells(panel: NotebookPanel): CodeCell[] {
  return panel.content.widgets.filter(isFormCell);
}

/** What is asked in this cell, or null when it is not an answer cell. */
export function answerAbout(cell: Cell): IAnswerAbout | null {
  const course = cell.model.getMetadata('course') as
    | { answer?: unknown; title?: unknown; words?: unknown; prompt?: unknown }
    | undefined;
  if (!(cell instanceof MarkdownCell) || typeof course?.answer !== 'string') {
    return null;
  }
  return {
    id: course.answer,
    title: typeof course.title === 'string' ? course.title : 'Your answer',
    words: typeof course.words === 'number' ? course.words : 0,
    prompt: typeof course.prompt === 'string' ? course.prompt : ''
  };
}
