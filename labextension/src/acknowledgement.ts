// Listens to the messages between page and kernel: which changes of widgets were sent, and
// which of them the kernel has dealt with. Only the kernel can say that words were saved.

import { ISessionContext } from '@jupyterlab/apputils';
import { Kernel, KernelMessage } from '@jupyterlab/services';
import { ISignal, Signal } from '@lumino/signaling';

/** A change of a widget on its way to the kernel. */
export interface ISentChange {
  messageId: string;
  /** Names the widget. */
  commId: string;
  /** The widget's new value, if the change has one. */
  value: unknown;
  /** Milliseconds since 1970. */
  sentAt: number;
  /** The kernel said that it could not record the value. */
  hasFailed: boolean;
  /** The kernel said that the answer is saved. It says so only when it said something else before. */
  hasSaved: boolean;
}

const FAILED = /data-state=\\*["']failed/;
const SAVED = /data-state=\\*["']saved/;

export class Acknowledgements {
  readonly onTheWay = new Map<string, ISentChange>();
  private readonly sentSignal = new Signal<this, ISentChange>(this);
  private readonly settledSignal = new Signal<this, ISentChange>(this);
  private kernel: Kernel.IKernelConnection | null = null;

  constructor(sessionContext: ISessionContext) {
    const follow = () => this.follow(sessionContext.session?.kernel ?? null);
    sessionContext.kernelChanged.connect(follow);
    sessionContext.statusChanged.connect((_, status) => {
      if (status === 'restarting' || status === 'autorestarting' || status === 'dead') {
        this.onTheWay.clear(); // a new kernel never answers for the old one
      }
    });
    follow();
  }

  get sent(): ISignal<this, ISentChange> {
    return this.sentSignal;
  }

  /** The kernel has dealt with a change, well or not (`hasFailed`). */
  get settled(): ISignal<this, ISentChange> {
    return this.settledSignal;
  }

  private follow(kernel: Kernel.IKernelConnection | null): void {
    this.onTheWay.clear();
    if (kernel !== this.kernel) {
      this.kernel?.anyMessage.disconnect(this.hear, this);
      kernel?.anyMessage.connect(this.hear, this);
      this.kernel = kernel;
    }
  }

  private hear(_: Kernel.IKernelConnection, heard: Kernel.IAnyMessageArgs): void {
    if (heard.direction === 'send') {
      this.hearSent(heard.msg);
    } else if (heard.msg.channel === 'iopub') {
      this.hearKernel(heard.msg);
    }
  }

  private hearSent(message: KernelMessage.IMessage): void {
    if (message.channel !== 'shell' || message.header.msg_type !== 'comm_msg') {
      return;
    }
    const { comm_id, data } = message.content as KernelMessage.ICommMsgMsg['content'];
    if (data.method !== 'update') {
      return;
    }
    const state = data.state as { value?: unknown } | undefined;
    const change: ISentChange = {
      messageId: message.header.msg_id,
      commId: comm_id,
      value: state?.value,
      sentAt: Date.now(),
      hasFailed: false,
      hasSaved: false
    };
    this.onTheWay.set(change.messageId, change);
    this.sentSignal.emit(change);
  }

  private hearKernel(message: KernelMessage.IMessage): void {
    const parent = (message.parent_header as Partial<KernelMessage.IHeader>).msg_id ?? '';
    const change = this.onTheWay.get(parent);
    if (!change) {
      return;
    }
    if (message.header.msg_type === 'comm_msg') {
      const said = JSON.stringify(message.content);
      change.hasFailed ||= FAILED.test(said);
      change.hasSaved ||= SAVED.test(said);
    } else if (KernelMessage.isStatusMsg(message) && message.content.execution_state === 'idle') {
      this.onTheWay.delete(parent);
      this.settledSignal.emit(change);
    } else if (message.header.msg_type === 'error') {
      change.hasFailed = true; // the kernel's code broke before it could record
    }
  }
}
