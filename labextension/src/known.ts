// The cells that the installed package knows as its own.
// Opening a file must never run a stranger's code, so nothing else is run by itself.

import { URLExt } from '@jupyterlab/coreutils';
import { ServerConnection } from '@jupyterlab/services';

import { sha256 } from './digest';

export class KnownCells {
  private constructor(private readonly digests: ReadonlySet<string>) {}

  /** Ask the server for the list. Throws when the server does not have it. */
  static async fetch(): Promise<KnownCells> {
    const settings = ServerConnection.makeSettings();
    const url = URLExt.join(settings.baseUrl, 'organizing-workbook', 'known-cells');
    const response = await ServerConnection.makeRequest(
      url,
      { cache: 'no-store' },
      settings
    );
    if (!response.ok) {
      throw new ServerConnection.ResponseError(response);
    }
    const listed = (await response.json()) as { cells?: unknown };
    return new KnownCells(
      new Set(Array.isArray(listed.cells) ? (listed.cells as string[]) : [])
    );
  }

  includes(source: string): boolean {
    return this.digests.has(sha256(source));
  }
}
