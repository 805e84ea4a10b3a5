// Which tab this is, and which other tabs are still open, so that two tabs on the same
// notebook do not take one another's drafts.

const LOCK = 'organizing-workbook/tab/';
const BEAT = 'organizing-workbook/beat/';
const BEAT_EVERY_MS = 5_000;
/** Browsers slow timers in hidden tabs down to one a minute. */
const BEAT_STALE_MS = 150_000;

export const thisTab = Array.from(crypto.getRandomValues(new Uint32Array(2)), n =>
  n.toString(36)
).join('');

let isAnnounced = false;

/** Tell other tabs that this one is open, for as long as it is. */
export function announceTab(): void {
  if (isAnnounced) {
    return;
  }
  isAnnounced = true;
  if (navigator.locks) {
    // The browser lets go of the lock when the tab ends, even by a crash.
    void navigator.locks.request(LOCK + thisTab, () => new Promise(() => undefined));
    return;
  }
  const beat = () => {
    try {
      localStorage.setItem(BEAT + thisTab, String(Date.now()));
    } catch {
      // a full store: drafts say so themselves
    }
  };
  beat();
  setInterval(beat, BEAT_EVERY_MS);
  window.addEventListener('pagehide', () => localStorage.removeItem(BEAT + thisTab));
}

/** A question about tabs, answered as things stand now. */
export async function openTabs(): Promise<(tab: string) => boolean> {
  if (navigator.locks) {
    const { held } = await navigator.locks.query();
    const names = new Set(held?.map(lock => lock.name));
    return tab => tab === thisTab || names.has(LOCK + tab);
  }
  return tab => {
    const beat = Number(localStorage.getItem(BEAT + tab) ?? 0);
    return tab === thisTab || Date.now() - beat < BEAT_STALE_MS;
  };
}
