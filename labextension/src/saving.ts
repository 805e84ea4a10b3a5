// Saves the notebook a moment after somebody stopped writing an answer.

import { URLExt } from '@jupyterlab/coreutils';
import { NotebookPanel } from '@jupyterlab/notebook';
import { ServerConnection } from '@jupyterlab/services';

import { WrittenAnswer } from './answers';

const AFTER_TYPING_MS = 1_000;
const RETRY_MS = 5_000;

export class AnswerSaving {
  private timer = 0;
  private isSaving = false;
  private isWantedAgain = false;
  /** What each answer said when the save began. */
  private texts = new Map<WrittenAnswer, string>();

  constructor(
    private readonly panel: NotebookPanel,
    private readonly answers: () => WrittenAnswer[]
  ) {
    this.askServerFirst();
    // Autosave and Ctrl+S save as well.
    panel.context.saveState.connect((_, state) => {
      if (state === 'started') {
        this.texts = new Map(this.answers().map(answer => [answer, answer.text]));
      } else if (state === 'completed') {
        this.texts.forEach((text, answer) => answer.saved(text));
      } else if (state === 'failed') {
        this.answers().forEach(answer => answer.failed());
      }
    });
    panel.disposed.connect(() => clearTimeout(this.timer));
  }

  soon(afterMs = AFTER_TYPING_MS): void {
    clearTimeout(this.timer);
    this.timer = window.setTimeout(() => void this.save(), afterMs);
  }

  private async save(): Promise<void> {
    if (this.isSaving) {
      this.isWantedAgain = true;
      return;
    }
    this.isSaving = true;
    this.isWantedAgain = false;
    // What failed is said beneath the answers.
    await this.panel.context.save().catch(() => undefined);
    this.isSaving = false;
    if (this.isWantedAgain) {
      this.soon();
    }
  }

  /**
   * Ask the server before every save, also before autosave: without a server JupyterLab
   * would open a message box over the page each time.
   */
  private askServerFirst(): void {
    const { context } = this.panel;
    const save = context.save.bind(context);
    const saveIfAnswered = async () => {
      if (await serverAnswers()) {
        return save();
      }
      this.answers().forEach(answer => answer.failed());
      this.soon(RETRY_MS);
      const gone = new Error('The notebook was not saved: the workbook does not answer.');
      gone.name = 'ModalCancelError'; // the one kind of error that JupyterLab lets pass quietly
      throw gone;
    };
    // One at a time, or the end of one save would be taken for the end of a later one.
    let before = Promise.resolve();
    context.save = () => {
      before = before.catch(() => undefined).then(saveIfAnswered);
      return before;
    };
  }
}

async function serverAnswers(): Promise<boolean> {
  const settings = ServerConnection.makeSettings();
  const url = URLExt.join(settings.baseUrl, 'api');
  try {
    const answer = await ServerConnection.makeRequest(url, { cache: 'no-store' }, settings);
    return answer.ok;
  } catch {
    return false;
  }
}
