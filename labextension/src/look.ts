// Gives a course page its look: marks the page and its cells with classes that the style
// sheets use. Pages that are not of the course stay as JupyterLab shows them.

import { Cell } from '@jupyterlab/cells';
import { NotebookPanel } from '@jupyterlab/notebook';

import { formCells, isCheckCell, isFormCell } from './course';
import { KnownCells } from './known';

const UNKNOWN_NOTE = 'This cell is not part of the workbook, so it was not run.';

export function dressPage(panel: NotebookPanel): void {
  panel.addClass('course-page');
  // All forms must exist, also those below the screen.
  panel.content.notebookConfig = {
    ...panel.content.notebookConfig,
    windowingMode: 'none'
  };
  // The focused cell is marked only for those who move by the keyboard.
  panel.node.addEventListener('keydown', () => panel.addClass('course-by-keyboard'), true);
  panel.node.addEventListener('pointerdown', () => panel.removeClass('course-by-keyboard'), true);
}

/** Hide the code of form cells; show what the workbook does not know. */
export function dressFormCells(panel: NotebookPanel, known: KnownCells | null): void {
  for (const cell of formCells(panel)) {
    const isUnknown = known !== null && !known.includes(cell.model.sharedModel.getSource());
    cell.toggleClass('course-form-cell', !isUnknown);
    cell.toggleClass('course-unknown-cell', isUnknown);
    noteUnknown(cell, isUnknown);
  }
  for (const cell of panel.content.widgets) {
    cell.toggleClass('course-check-cell', isCheckCell(cell));
  }
}

/**
 * What ipywidgets leaves out for screen readers: a slider's handle has no name, though its label
 * stands right beside it; and a text that changes is not announced, since its region is replaced
 * with it. The widgets mark such texts with `course-live`.
 */
export function helpScreenReaders(root: Element): void {
  for (const region of root.querySelectorAll('.course-live')) {
    region.setAttribute('aria-live', 'polite');
  }
  for (const slider of root.querySelectorAll('.widget-slider')) {
    const name = slider.querySelector('.widget-label')?.textContent?.trim();
    if (name) {
      slider
        .querySelectorAll('[role=slider], .widget-readout')
        .forEach(part => part.setAttribute('aria-label', name));
    }
  }
}

/** Is the element in the output of one of the course's own cells? */
export function isInForm(panel: NotebookPanel, element: Element): boolean {
  const output = element.closest('.jp-OutputArea, .jp-Cell-outputWrapper');
  return (
    output !== null &&
    panel.content.widgets.some(cell => isFormCell(cell) && cell.node.contains(output))
  );
}

function noteUnknown(cell: Cell, isUnknown: boolean): void {
  const shown = cell.node.querySelector('.course-unknown-note');
  if (isUnknown && !shown) {
    const note = document.createElement('p');
    note.className = 'course-unknown-note';
    note.setAttribute('role', 'note');
    note.textContent = UNKNOWN_NOTE;
    cell.node.prepend(note);
    cell.inputHidden = false; // nothing of it is hidden
  } else if (!isUnknown) {
    shown?.remove();
  }
}
