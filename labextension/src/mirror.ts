// The mirror is the readable copy of the answers in a cell's saved output. It is one of the
// places that answers are restored from, so a run that fails must not wipe it out.
//
// A run marks its cell as trusted, so what is put back must be harmless in a trusted cell: a
// stranger's file may hold anything as HTML. Only the data and the plain text come back.

import { CodeCell } from '@jupyterlab/cells';

const MIRROR_TYPE = 'application/vnd.organizing-workbook.answers+json';

type Data = Record<string, unknown>;
type Output = Parameters<CodeCell['model']['outputs']['add']>[0];

/** Run; when it fails, put the mirror back that the run has cleared away. */
export async function withMirrorKept(
  cell: CodeCell,
  run: () => Promise<boolean>
): Promise<boolean> {
  const outputs = cell.model.outputs;
  const mirrors = outputs.toJSON().flatMap(output => {
    const data = output.data as Data | undefined;
    return data !== undefined && MIRROR_TYPE in data ? [harmless(data)] : [];
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

function harmless(data: Data): Output {
  const text = data['text/plain'];
  const lines = (Array.isArray(text) ? text : [text]).filter(line => typeof line === 'string');
  return {
    output_type: 'display_data',
    metadata: {},
    data: { [MIRROR_TYPE]: data[MIRROR_TYPE], 'text/plain': lines.join('') }
  } as Output;
}
