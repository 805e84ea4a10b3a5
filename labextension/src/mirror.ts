// The mirror is the readable copy of the answers in a cell's saved output. It is one of the
// places that answers are restored from, so a run that fails must not wipe it out.

import { CodeCell } from '@jupyterlab/cells';

const MIRROR_TYPE = 'application/vnd.organizing-workbook.answers+json';

/** Run; when it fails, put the mirror back that the run has cleared away. */
export async function withMirrorKept(
  cell: CodeCell,
  run: () => Promise<boolean>
): Promise<boolean> {
  const outputs = cell.model.outputs;
  const mirrors = outputs.toJSON().filter(output => {
    const data = output.data as Record<string, unknown> | undefined;
    return data !== undefined && MIRROR_TYPE in data;
  });
  let isFine = false;
  try {
    isFine = await run();
  } finally {
    if (!isFine && !cell.isDisposed) {
      mirrors.forEach(mirror => outputs.add(mirror));
    }
  }
  return isFine;
}
