// When the server is gone, JupyterLab opens a message box over the page, in the middle of a
// sentence. A course page says it in its own line instead; all other pages keep the box.

import {
  ConnectionLost,
  IConnectionLost,
  JupyterFrontEndPlugin
} from '@jupyterlab/application';
import { PageConfig } from '@jupyterlab/coreutils';

function isCoursePageShown(): boolean {
  const pages = document.querySelectorAll<HTMLElement>('.course-page');
  return [...pages].some(page => page.offsetParent !== null);
}

const calmConnectionLost: JupyterFrontEndPlugin<IConnectionLost> = {
  id: 'organizing-workbook:connection-lost',
  description: 'Says on course pages without a message box that the server is gone.',
  autoStart: true,
  provides: IConnectionLost,
  activate: () => async (manager, error, translator) => {
    if (!isCoursePageShown()) {
      await ConnectionLost(manager, error, translator);
    }
  }
};

/** On a JupyterHub its own message stays: it offers to start the server again. */
export const connectionPlugins = PageConfig.getOption('hubPrefix')
  ? []
  : [calmConnectionLost];
