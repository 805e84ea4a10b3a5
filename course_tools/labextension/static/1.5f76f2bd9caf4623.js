"use strict";(self.rspackChunkorganizing_workbook=self.rspackChunkorganizing_workbook||[]).push([[1],{20(e,o,r){var t=r(17),n=r.n(t),a=r(18),s=(r.n(a))()(n());s.push([e.id,`/* A written answer: a framed sheet to write on, with a word count beneath. */

.course-page .course-answer-cell.jp-Cell {
  margin: 1rem 0;
}

.course-answer-title {
  color: var(--jp-content-font-color0);
  font-family: var(--jp-content-font-family);
  font-size: 16px;
  font-weight: 600;
  padding: 0 0 0.35rem;
}

.course-page .jp-Notebook .course-answer-cell.jp-Cell .jp-InputArea-editor {
  background: var(--jp-layout-color1);
  border: 1px solid var(--jp-content-font-color2);
  border-radius: 4px;
  padding: 0.5rem 0.75rem;
}

.course-page .jp-Notebook .course-answer-cell .jp-InputArea-editor:focus-within {
  outline: 3px solid var(--jp-brand-color1);
  outline-offset: 1px;
}

.course-answer-cell .cm-editor .cm-content {
  font-family: var(--jp-content-font-family);
  font-size: 16px;
  line-height: 1.6;
  min-height: 12rem;
}

.course-answer-cell .cm-editor .cm-content * {
  font-family: inherit;
}

.course-answer-cell .cm-gutters,
.course-answer-cell .jp-MarkdownOutput {
  display: none !important;
}

.course-answer-below {
  color: var(--jp-content-font-color1);
  display: flex;
  flex-wrap: wrap;
  font-family: var(--jp-content-font-family);
  font-size: 14px;
  gap: 0 1.5rem;
  justify-content: space-between;
  padding: 0.35rem 0 0;
}

/* Read aloud, not shown. */
.course-heard {
  clip-path: inset(50%);
  height: 1px;
  overflow: hidden;
  position: absolute;
  white-space: nowrap;
  width: 1px;
}
`,""]),r.d(o,{},{A:s})},19(e,o,r){var t=r(17),n=r.n(t),a=r(18),s=(r.n(a))()(n());s.push([e.id,`/* The calm lines at the top, and the boxes that offer words back. */

.course-notices {
  position: sticky;
  top: 0;
  z-index: 10;
}

.course-notice {
  background: var(--jp-layout-color2);
  border-left: 4px solid var(--jp-border-color0);
  color: var(--jp-content-font-color0);
  font-family: var(--jp-content-font-family);
  font-size: 16px;
  line-height: 1.5;
  margin: 0.5rem 0;
  max-height: 40vh;
  overflow-y: auto;
  padding: 0.6rem 1rem;
}

.course-notice[hidden] {
  display: none;
}

.course-unsaved-banner {
  border-left-color: var(--jp-warn-color1);
}

.course-button {
  background: var(--jp-layout-color1);
  border: 1px solid var(--jp-content-font-color2);
  border-radius: 4px;
  color: var(--jp-content-font-color0);
  cursor: pointer;
  font: inherit;
  margin: 0.25rem 0.5rem 0.25rem 0;
  min-height: 2rem;
  padding: 0.15rem 0.9rem;
}

.course-notice > span + .course-button {
  margin-left: 1rem;
}

.course-button:hover {
  background: var(--jp-layout-color3);
}

.course-button:focus-visible,
.course-draft-words:focus-visible {
  outline: 3px solid var(--jp-brand-color1);
  outline-offset: 2px;
}

.course-has-draft {
  flex-wrap: wrap !important;
  height: auto !important;
}

.course-draft {
  background: var(--jp-layout-color2);
  border-left: 4px solid var(--jp-warn-color1);
  box-sizing: border-box;
  color: var(--jp-content-font-color0);
  flex: 1 0 100%;
  font-family: var(--jp-content-font-family);
  font-size: 16px;
  line-height: 1.5;
  margin: 0.5rem 0;
  padding: 0.6rem 1rem;
  white-space: normal;
}

.course-notice p,
.course-draft p {
  margin: 0 0 0.25rem;
}

.course-draft-words {
  border: 0;
  margin: 0 0 0.5rem;
  max-height: 12rem;
  overflow-y: auto;
  padding: 0 0 0 0.75rem;
  white-space: pre-wrap;
}
`,""]),r.d(o,{},{A:s})},16(e,o,r){var t=r(17),n=r.n(t),a=r(18),s=(r.n(a))()(n());s.push([e.id,`/* A page of the course reads like a page: one column, no code, no prompts. */

.course-page .jp-Notebook {
  --jp-content-font-size1: 16px;
  --jp-content-line-height: 1.6;
  --jp-cell-padding: 4px;
  --jp-widgets-font-size: 16px;
  --jp-widgets-inline-height: 34px;
}

.course-page .jp-WindowedPanel-outer > .jp-WindowedPanel-inner,
.course-page .course-notices {
  box-sizing: border-box;
  margin-inline: auto;
  max-width: 46rem;
  width: 100%;
}

.course-page .jp-InputPrompt,
.course-page .jp-OutputPrompt,
.course-page .jp-Collapser,
.course-page .jp-OutputArea-promptOverlay,
.course-page .jp-cell-toolbar,
.course-page .jp-Notebook-footer,
.course-page .jp-Placeholder-prompt {
  display: none;
}

.course-page .jp-Notebook .jp-Cell,
.course-page .jp-Notebook .jp-Cell.jp-mod-active,
.course-page .jp-Notebook .jp-Cell.jp-mod-selected {
  background: transparent;
  border-color: transparent;
  box-shadow: none;
  outline: none;
}

.course-page .jp-Notebook .jp-Cell .jp-MarkdownOutput {
  border-color: transparent;
  box-shadow: none;
}

/* Whoever moves by the keyboard sees where they are. */
.course-page .jp-Notebook.jp-Notebook .jp-Cell.jp-Cell.jp-mod-active:focus-visible {
  box-shadow: none;
}

.course-by-keyboard.course-page .jp-Notebook.jp-Notebook .jp-Cell.jp-mod-active:focus-visible {
  box-shadow: inset 3px 0 0 var(--jp-brand-color1);
}

.course-page .jp-RenderedHTMLCommon {
  padding-right: 0;
}

.course-page .jp-RenderedMarkdown :is(h1, h2, h3) {
  line-height: 1.25;
}

.course-page .jp-RenderedMarkdown table {
  font-size: 15px;
  margin-left: 0;
}

.course-page .jp-RenderedMarkdown :is(td, th) {
  line-height: 1.4;
  text-align: left;
  vertical-align: top;
}

.course-page .jp-OutputArea-output {
  overflow-x: auto;
}

/* Run, cut and paste are for people who write code; the menus still have them. */
.course-page > .jp-NotebookPanel-toolbar {
  display: none;
}

.course-page .course-check-cell {
  display: none;
}

/* Form cells: only what the participant uses is shown. */

.course-form-cell > .jp-Cell-inputWrapper,
.course-form-cell > .jp-CellHeader,
.course-form-cell > .jp-CellFooter {
  display: none;
}

.course-form-cell .jp-OutputArea-child {
  display: block;
}

.course-form-cell .jp-OutputArea-output {
  padding: 0;
}

/* What a page without a running kernel would show in a form's place. */
.course-form-cell
  [data-mime-type='application/vnd.jupyter.widget-view+json']:not(:has(.course-question)),
.course-form-cell .course-mirror-empty {
  display: none;
}

.course-waiting .jp-OutputArea {
  opacity: 0.55;
}

/* The readable copy of the answers is for when there is no form. */
.course-form-cell:has(.course-question) details.course-mirror {
  display: none;
}

.course-unknown-note {
  border-left: 4px solid var(--jp-warn-color1);
  color: var(--jp-content-font-color1);
  font-size: var(--jp-content-font-size1);
  margin: 0.5rem 0;
  padding: 0.25rem 0.75rem;
}

/* Words on their way: what the kernel said last is not true any more. */

.course-unsaved .course-status {
  position: relative;
  visibility: hidden;
}

.course-unsaved .course-status::after {
  color: var(--jp-content-font-color1);
  content: 'Not saved yet…';
  left: 0;
  position: absolute;
  visibility: visible;
  white-space: nowrap;
}
`,""]),r.d(o,{},{A:s})},18(e){e.exports=function(e){var o=[];return o.toString=function(){return this.map(function(o){var r="",t=void 0!==o[5];return o[4]&&(r+="@supports (".concat(o[4],") {")),o[2]&&(r+="@media ".concat(o[2]," {")),t&&(r+="@layer".concat(o[5].length>0?" ".concat(o[5]):""," {")),r+=e(o),t&&(r+="}"),o[2]&&(r+="}"),o[4]&&(r+="}"),r}).join("")},o.i=function(e,r,t,n,a){"string"==typeof e&&(e=[[null,e,void 0]]);var s={};if(t)for(var i=0;i<this.length;i++){var c=this[i][0];null!=c&&(s[c]=!0)}for(var p=0;p<e.length;p++){var l=[].concat(e[p]);t&&s[l[0]]||(void 0!==a&&(void 0===l[5]||(l[1]="@layer".concat(l[5].length>0?" ".concat(l[5]):""," {").concat(l[1],"}")),l[5]=a),r&&(l[2]&&(l[1]="@media ".concat(l[2]," {").concat(l[1],"}")),l[2]=r),n&&(l[4]?(l[1]="@supports (".concat(l[4],") {").concat(l[1],"}"),l[4]=n):l[4]="".concat(n)),o.push(l))}},o}},17(e){e.exports=function(e){return e[1]}},10(e){var o=[];function r(e){for(var r=-1,t=0;t<o.length;t++)if(o[t].identifier===e){r=t;break}return r}function t(e,t){for(var n={},a=[],s=0;s<e.length;s++){var i=e[s],c=t.base?i[0]+t.base:i[0],p=n[c]||0,l="".concat(c," ").concat(p);n[c]=p+1;var u=r(l),d={css:i[1],media:i[2],sourceMap:i[3],supports:i[4],layer:i[5]};if(-1!==u)o[u].references++,o[u].updater(d);else{var f=function(e,o){var r=o.domAPI(o);return r.update(e),function(o){o?(o.css!==e.css||o.media!==e.media||o.sourceMap!==e.sourceMap||o.supports!==e.supports||o.layer!==e.layer)&&r.update(e=o):r.remove()}}(d,t);t.byIndex=s,o.splice(s,0,{identifier:l,updater:f,references:1})}a.push(l)}return a}e.exports=function(e,n){var a=t(e=e||[],n=n||{});return function(e){e=e||[];for(var s=0;s<a.length;s++){var i=r(a[s]);o[i].references--}for(var c=t(e,n),p=0;p<a.length;p++){var l=r(a[p]);0===o[l].references&&(o[l].updater(),o.splice(l,1))}a=c}}},12(e){var o={};e.exports=function(e,r){var t=function(e){if(void 0===o[e]){var r=document.querySelector(e);if(window.HTMLIFrameElement&&r instanceof window.HTMLIFrameElement)try{r=r.contentDocument.head}catch(e){r=null}o[e]=r}return o[e]}(e);if(!t)throw Error("Couldn't find a style target. This probably means that the value for the 'insert' parameter is invalid.");t.appendChild(r)}},14(e){e.exports=function(e){var o=document.createElement("style");return e.setAttributes(o,e.attributes),e.insert(o,e.options),o}},13(e,o,r){e.exports=function(e){var o=r.nc;o&&e.setAttribute("nonce",o)}},11(e){e.exports=function(e){if("u"<typeof document)return{update:function(){},remove:function(){}};var o=e.insertStyleElement(e);return{update:function(r){var t,n,a;t="",r.supports&&(t+="@supports (".concat(r.supports,") {")),r.media&&(t+="@media ".concat(r.media," {")),(n=void 0!==r.layer)&&(t+="@layer".concat(r.layer.length>0?" ".concat(r.layer):""," {")),t+=r.css,n&&(t+="}"),r.media&&(t+="}"),r.supports&&(t+="}"),(a=r.sourceMap)&&"u">typeof btoa&&(t+="\n/*# sourceMappingURL=data:application/json;base64,".concat(btoa(unescape(encodeURIComponent(JSON.stringify(a))))," */")),e.styleTagTransform(t,o,e.options)},remove:function(){var e;null===(e=o).parentNode||e.parentNode.removeChild(e)}}}},15(e){e.exports=function(e,o){if(o.styleSheet)o.styleSheet.cssText=e;else{for(;o.firstChild;)o.removeChild(o.firstChild);o.appendChild(document.createTextNode(e))}}},9(e,o,r){var t=r(10),n=r.n(t),a=r(11),s=r.n(a),i=r(12),c=r.n(i),p=r(13),l=r.n(p),u=r(14),d=r.n(u),f=r(15),m=r.n(f),h=r(16),g={};g.styleTagTransform=m(),g.setAttributes=l(),g.insert=c().bind(null,"head"),g.domAPI=s(),g.insertStyleElement=d(),n()(h.A,g),h.A&&h.A.locals&&h.A.locals;var v=r(19),b={};b.styleTagTransform=m(),b.setAttributes=l(),b.insert=c().bind(null,"head"),b.domAPI=s(),b.insertStyleElement=d(),n()(v.A,b),v.A&&v.A.locals&&v.A.locals;var j=r(20),w={};w.styleTagTransform=m(),w.setAttributes=l(),w.insert=c().bind(null,"head"),w.domAPI=s(),w.insertStyleElement=d(),n()(j.A,w),j.A&&j.A.locals&&j.A.locals}}]);