// Drafts: words that were typed but not yet acknowledged as saved, kept in this browser.
// A draft goes only when its words were saved, or when its writer lets it go.

import { announceTab, openTabs, thisTab } from './tab';

const PREFIX = 'organizing-workbook/draft/';

/** Where words belong: a field of a question, or a written answer. */
export interface IPlace {
  question: string;
  label: string;
  /** 0 for the first field with this label in this question, 1 for the second… */
  ordinal: number;
}

export interface IDraft extends IPlace {
  /** Base URL and path of the notebook. */
  notebook: string;
  text: string;
  /** ISO 8601, UTC. */
  time: string;
}

/** A draft that nobody is typing in any more, and its key in the store. */
export interface IOrphan {
  key: string;
  draft: IDraft;
}

export function placeId(place: IPlace): string {
  return JSON.stringify([place.question, place.label, place.ordinal]);
}

export class Drafts {
  /** Keys of the drafts that are being typed in this tab, by place. */
  private live = new Map<string, string>();
  /** False once the browser refused to keep a draft. */
  canKeep = true;

  constructor(private readonly notebook: () => string) {
    announceTab();
  }

  /** Keep the words typed at a place; false when the browser could not. */
  keep(place: IPlace, text: string): boolean {
    const id = placeId(place);
    const key = this.live.get(id) ?? this.newKey();
    this.live.set(id, key);
    const { question, label, ordinal } = place;
    const time = new Date().toISOString();
    const notebook = this.notebook();
    this.canKeep = put(key, { notebook, question, label, ordinal, text, time });
    return this.canKeep;
  }

  /** The words of a place were saved: its draft is not needed any more. */
  saved(place: IPlace): void {
    const key = this.live.get(placeId(place));
    if (key !== undefined) {
      this.live.delete(placeId(place));
      this.drop(key);
    }
  }

  /** The field of a place is gone before its words were saved: keep them as an orphan. */
  leave(place: IPlace): void {
    this.live.delete(placeId(place));
  }

  drop(key: string): void {
    try {
      localStorage.removeItem(key);
    } catch {
      // storage switched off: there was nothing to drop
    }
  }

  /** Drafts of this notebook that no open tab is typing in; they become this tab's. */
  async orphans(): Promise<IOrphan[]> {
    const isOpen = await openTabs();
    const found: IOrphan[] = [];
    const live = new Set(this.live.values());
    for (const key of allKeys()) {
      const draft = read(key);
      const tab = key.slice(PREFIX.length).split('/')[0];
      const isMine = tab === thisTab && !live.has(key);
      if (draft?.notebook === this.notebook() && (isMine || !isOpen(tab))) {
        found.push({ key: isMine ? key : this.adopt(key, draft), draft });
      }
    }
    return found.sort((a, b) => a.draft.time.localeCompare(b.draft.time));
  }

  private adopt(key: string, draft: IDraft): string {
    const own = this.newKey();
    if (!put(own, draft)) {
      return key;
    }
    this.drop(key);
    return own;
  }

  private newKey(): string {
    return `${PREFIX}${thisTab}/${Date.now().toString(36)}-${serial++}`;
  }
}

/** Shared by all notebooks of this tab, so that no two drafts have the same key. */
let serial = 0;

function put(key: string, draft: IDraft): boolean {
  try {
    localStorage.setItem(key, JSON.stringify(draft));
    return true;
  } catch {
    return false; // full, or storage is switched off
  }
}

function read(key: string): IDraft | null {
  try {
    return JSON.parse(localStorage.getItem(key) ?? 'null') as IDraft | null;
  } catch {
    return null;
  }
}

function allKeys(): string[] {
  try {
    return Object.keys(localStorage).filter(key => key.startsWith(PREFIX));
  } catch {
    return [];
  }
}
