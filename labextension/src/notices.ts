// The calm lines that stand under the toolbar, at the top of a course page.

import { NotebookPanel } from '@jupyterlab/notebook';

export interface IAction {
  label: string;
  act: () => void;
}

/** One line (or box) at the top of the page, read out politely when it changes. */
export class Notice {
  readonly node = document.createElement('div');
  private shown = '';

  constructor(className: string) {
    this.node.className = `course-notice ${className}`;
    this.node.setAttribute('role', 'status');
    this.node.hidden = true;
  }

  say(text: string, action?: IAction): void {
    const said = text + (action?.label ?? '');
    if (said === this.shown) {
      return; // saying it again would make a screen reader repeat it
    }
    this.shown = said;
    const words = document.createElement('span');
    words.textContent = text;
    this.node.replaceChildren(words);
    if (action) {
      this.node.append(button(action));
    }
    this.node.hidden = false;
  }

  /** Show nodes of the caller's own making. */
  show(nodes: Node[]): void {
    this.shown = '';
    this.node.replaceChildren(...nodes);
    this.node.hidden = nodes.length === 0;
  }

  clear(): void {
    if (!this.node.hidden) {
      this.shown = '';
      this.node.replaceChildren();
      this.node.hidden = true;
    }
  }
}

export class Notices {
  readonly opening = new Notice('course-opening');
  readonly unsaved = new Notice('course-unsaved-banner');
  readonly lost = new Notice('course-lost-drafts');

  constructor(panel: NotebookPanel) {
    const area = document.createElement('div');
    area.className = 'course-notices';
    area.append(this.opening.node, this.unsaved.node, this.lost.node);
    // The notebook moves focus away from anything in it that is not a cell.
    for (const event of ['focusin', 'focusout', 'mousedown', 'keydown']) {
      area.addEventListener(event, e => e.stopPropagation());
    }
    panel.content.outerNode.prepend(area);
  }
}

export function button(action: IAction): HTMLButtonElement {
  const node = document.createElement('button');
  node.type = 'button';
  node.className = 'course-button';
  node.textContent = action.label;
  node.addEventListener('click', () => action.act());
  return node;
}
