// The JupyterLab extension of the workbook: opens the course's notebooks as pages that are
// ready to use. Works in JupyterLab, its single-document mode and Notebook 7.

import { JupyterFrontEnd, JupyterFrontEndPlugin } from '@jupyterlab/application';
import { INotebookTracker } from '@jupyterlab/notebook';

import { connectionPlugins } from './connection';
import { isCourseNotebook } from './course';
import { CoursePage } from './page';

const plugin: JupyterFrontEndPlugin<void> = {
  id: 'organizing-workbook:plugin',
  description: 'Opens the pages of the workbook ready to use.',
  autoStart: true,
  requires: [INotebookTracker],
  activate: (_app: JupyterFrontEnd, tracker: INotebookTracker) => {
    tracker.widgetAdded.connect(async (_, panel) => {
      await Promise.all([panel.context.ready, panel.revealed]);
      if (!panel.isDisposed && isCourseNotebook(panel)) {
        new CoursePage(panel).open();
      }
    });
  }
};

export default [plugin, ...connectionPlugins];
