// Offers words back that were typed last time and never saved: just above their field, or in
// one box at the top when the field is not on the page any more.

import { Drafts, IOrphan, placeId } from './drafts';
import { button, Notice } from './notices';
import { IOpenPlace } from './places';
import { clock } from './words';

const LOOK_AGAIN_MS = 10_000;
/** Forms draw their fields a little after their cell has run. */
const SETTLE_MS = 1_500;

export class Offers {
  private readonly boxes = new Map<string, HTMLElement>();
  private readySince = 0;
  private isLooking = false;

  constructor(
    private readonly drafts: Drafts,
    private readonly lost: Notice,
    private readonly places: () => IOpenPlace[],
    private readonly isReady: () => boolean
  ) {}

  /** The page is ready: from now on a draft without a field is listed at the top. */
  pageIsReady(): void {
    this.readySince = Date.now();
    void this.look();
    setTimeout(() => void this.look(), SETTLE_MS + 100);
  }

  /** Look now and then, because another tab may have ended with words unsaved. */
  watch(): () => void {
    const timer = setInterval(() => void this.look(), LOOK_AGAIN_MS);
    return () => clearInterval(timer);
  }

  async look(): Promise<void> {
    if (this.isLooking) {
      return;
    }
    this.isLooking = true;
    try {
      await this.offerAll();
    } finally {
      this.isLooking = false;
    }
  }

  private async offerAll(): Promise<void> {
    const orphans = await this.drafts.orphans();
    const open = new Map(this.places().map(place => [placeId(place.place), place]));
    const homeless: IOrphan[] = [];
    const offered = new Set<string>();
    for (const orphan of orphans) {
      const place = open.get(placeId(orphan.draft));
      if (!place) {
        homeless.push(orphan);
      } else if (place.read() === orphan.draft.text) {
        // Before, the form of the last visit stands there: it may hold what was never saved.
        if (this.isReady()) {
          this.drafts.drop(orphan.key);
        }
      } else {
        offered.add(orphan.key);
        this.offer(orphan, place);
      }
    }
    for (const [key, box] of this.boxes) {
      if (!offered.has(key)) {
        box.remove();
        this.boxes.delete(key);
      }
    }
    const isSettled = this.readySince > 0 && Date.now() - this.readySince > SETTLE_MS;
    this.listHomeless(isSettled ? homeless : []);
  }

  private offer(orphan: IOrphan, place: IOpenPlace): void {
    const shown = this.boxes.get(orphan.key);
    if (shown?.isConnected) {
      return;
    }
    const box = draftBox(orphan, 'These words were not saved last time');
    const putBack = () => {
      place.write(orphan.draft.text); // which keeps a draft of its own until it is saved
      if (this.drafts.canKeep) {
        this.drafts.drop(orphan.key);
      }
      box.remove();
    };
    const letGo = () => {
      this.drafts.drop(orphan.key);
      box.remove();
    };
    box.append(
      button({ label: 'Put them back', act: putBack }),
      button({ label: 'Let them go', act: letGo })
    );
    this.boxes.set(orphan.key, box);
    place.attach(box);
  }

  private shownHomeless = '';

  private listHomeless(orphans: IOrphan[]): void {
    const keys = orphans.map(orphan => orphan.key).join(' ');
    if (keys === this.shownHomeless) {
      return;
    }
    this.shownHomeless = keys;
    if (!orphans.length) {
      this.lost.clear();
      return;
    }
    const intro = document.createElement('p');
    intro.textContent =
      'These words were not saved last time, and their field is not on this page any more. ' +
      'You can copy them.';
    this.lost.show([intro, ...orphans.map(orphan => this.homelessBox(orphan))]);
  }

  private homelessBox(orphan: IOrphan): HTMLElement {
    const box = draftBox(orphan, orphan.draft.label || orphan.draft.question || 'Words');
    const copy = button({
      label: 'Copy',
      act: () => void copyText(orphan.draft.text).then(ok => {
        copy.textContent = ok ? 'Copied' : 'Please select the words and copy them';
      })
    });
    const letGo = () => {
      this.drafts.drop(orphan.key);
      void this.look();
    };
    box.append(copy, button({ label: 'Let them go', act: letGo }));
    return box;
  }
}

function draftBox({ draft }: IOrphan, heading: string): HTMLElement {
  const box = document.createElement('div');
  box.className = 'course-draft';
  box.setAttribute('role', 'group');
  box.setAttribute('aria-label', `Words that were not saved: ${draft.label}`);
  const line = document.createElement('p');
  const when = new Date(draft.time);
  line.textContent = `${heading} (${when.toLocaleDateString()} ${clock(when)}):`;
  const words = document.createElement('blockquote');
  words.className = 'course-draft-words';
  words.textContent = draft.text ? `“${draft.text}”` : 'Nothing: the field had been emptied.';
  words.tabIndex = 0; // long words scroll
  box.append(line, words);
  return box;
}

async function copyText(text: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return false; // not allowed here
  }
}
