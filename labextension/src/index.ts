// The JupyterLab extension of the workbook: opens the course's notebooks as pages that are
// ready to use. Works in JupyterLab, its single-document mode and Notebook 7.

import { ILabShell, JupyterFrontEnd, JupyterFrontEndPlugin } from '@jupyterlab/application';
import { INotebookTracker } from '@jupyterlab/notebook';

import { connectionPlugins } from './connection';
import { isCourseNotebook } from './course';
import { CoursePage } from './page';

const plugin: JupyterFrontEndPlugin<void> = {
  id: 'organizing-workbook:plugin',
  description: 'Opens the pages of the workbook ready to use.',
  autoStart: true,
  requires: [INotebookTracker],
  optional: [ILabShell],
  activate: (app: JupyterFrontEnd, tracker: INotebookTracker, shell: ILabShell | null) => {
    tracker.widgetAdded.connect(async (_, panel) => {
      await Promise.all([panel.context.ready, panel.revealed]);
      if (!panel.isDisposed && isCourseNotebook(panel)) {
        new CoursePage(panel).open();
        await app.restored;
        if (shell?.mode === 'single-document') {
          shell.collapseLeft(); // a page to read; the list of files is one click away
        }
      }
    });
  }
};

export default [plugin, ...connectionPlugins];
