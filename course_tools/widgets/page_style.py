"""The few rules that forms need to look right with or without the JupyterLab extension."""

PAGE_STYLE = """<style>
.course-question{max-width:46rem;margin:.4rem 0 1.2rem;padding:1rem 1.2rem 1.1rem;
 border:1px solid #c9d1d9;border-left:5px solid #12436d;border-radius:8px;
 background:var(--jp-layout-color1,#fff);box-sizing:border-box;overflow:visible}
.course-question .course-step{font-weight:700;font-size:1rem;line-height:1.4;margin:.9rem 0 .1rem}
.course-question .course-title{font-size:1.08rem;font-weight:700;line-height:1.35;margin:0 0 .15rem}
.course-question .course-words{font-size:1rem;line-height:1.5;margin:.2rem 0;white-space:normal}
.course-question .widget-html,.course-question .widget-html-content{line-height:1.5;height:auto}
.course-question .widget-html-content{white-space:normal;overflow:visible}
.course-question .widget-label{font-size:.95rem;line-height:1.4;white-space:normal;height:auto;
 color:var(--jp-content-font-color1,#1f2a37);text-align:left;overflow:visible;text-overflow:clip}
.course-question textarea,.course-question input[type=text],.course-question input[type=number],
.course-question input[type=date],
.course-question select{font-family:var(--jp-ui-font-family,inherit);font-size:1rem;line-height:1.45;border:1px solid #6b7785;border-radius:4px;
 padding:.25rem .45rem;height:auto;min-height:2.1rem;background-color:var(--jp-layout-color1,#fff);
 color:var(--jp-content-font-color1,#1f2a37)}
.course-question a{color:var(--jp-content-link-color,#12436d);text-decoration:underline}
.course-question :focus-visible{outline:3px solid #c4580f;outline-offset:2px}
.course-stacked{flex-direction:column;align-items:stretch;height:auto;width:auto}
.course-stacked>.widget-label{width:auto;max-width:none;margin:.35rem 0 .2rem;font-weight:600}
.course-stacked>input,.course-stacked>select{flex:none;width:100%}
.course-question select{padding-right:1.6rem;text-overflow:ellipsis}
.course-question .widget-checkbox,.course-question .widget-checkbox label{height:auto;
 white-space:normal;line-height:1.45;overflow:visible}
.course-question .widget-checkbox span{white-space:normal}
.course-label-hidden>.widget-label{position:absolute;width:1px;height:1px;overflow:hidden;
 clip-path:inset(50%);white-space:nowrap;margin:0;padding:0}
.course-label-hidden>.widget-label-basic>span{position:absolute;width:1px;height:1px;overflow:hidden;
 clip-path:inset(50%);white-space:nowrap}
.course-second-line .widget-vbox{overflow:visible;padding-right:3px}
.course-second-line{overflow:visible;border-bottom:1px solid #c9d1d9;padding:0 0 .5rem;margin:0 0 .35rem}
.course-question .course-slider{width:auto;max-width:44rem;height:auto;min-height:2rem}
.course-question .course-slider .noUi-handle{background:#12436d;border-color:#12436d}
.course-question .course-slider .noUi-target{background:#8594a3;border-color:#8594a3}
.course-question .course-slider{flex-wrap:wrap}
.course-question .course-slider>.widget-label{flex:0 1 17rem;width:17rem;max-width:100%}
.course-question .course-slider>.slider-container{flex:1 1 10rem;min-width:8rem}
.course-rows{overflow-x:auto;padding:2px}
.course-rows .course-head{font-size:.85rem;font-weight:600;line-height:1.25;align-self:end;
 white-space:normal}
.course-rows input,.course-rows select{width:100%;margin:0}
.course-question .course-rows :is(input[type=text],input[type=number],select){font-size:.92rem;
 padding-left:.3rem;padding-right:.2rem}
.course-question .course-rows select{padding-right:1rem}
.course-question .course-rows button.jupyter-button{padding:.3rem .2rem;margin:0;font-size:.88rem}
.course-question button.jupyter-button{height:auto;min-height:2.1rem;line-height:1.3;
 padding:.3rem .9rem;border-radius:5px;font-size:.95rem;white-space:normal;width:auto;
 background:#eef2f6;color:#12304d;border:1px solid #8594a3}
.course-question .course-short-button{align-self:flex-start}
.course-question button.jupyter-button.course-one-line{white-space:nowrap;flex:none}
.course-question button.course-main{background:#12436d;color:#fff;border-color:#12436d}
.course-status{display:inline-block;font-size:.9rem;color:#245c36;min-height:1.3rem}
.course-status::before{content:"\\2713\\00a0"}
.course-status[data-state=empty]{color:#56616d}
.course-status[data-state=empty]::before{content:""}
.course-status:is([data-state=failed],[data-state=erased]){color:#8a2c0a;font-weight:600}
.course-status:is([data-state=failed],[data-state=erased])::before{content:"!\\00a0"}
.course-picture{margin:.6rem 0 .3rem}
.course-picture img{max-width:100%;height:auto;background:#fff;border-radius:4px}
.course-question details{margin:.35rem 0}
.course-question summary{cursor:pointer;font-size:.95rem;padding:.2rem 0}
.course-numbers{border-collapse:collapse;margin:.4rem 0;font-size:.92rem}
.course-numbers caption{text-align:left;font-weight:600;padding:.2rem 0}
.course-numbers th,.course-numbers td{border-bottom:1px solid #c9d1d9;padding:.25rem .7rem .25rem 0;
 text-align:right;white-space:normal;vertical-align:top}
.course-numbers th[scope=row],.course-numbers th:first-child{text-align:left}
.course-note{border-left:3px solid #c4580f;padding:.15rem .7rem;margin:.5rem 0}
.jp-mod-noInput .course-mirror,.course-mirror{max-width:46rem}
.course-mirror dt{font-weight:600}.course-mirror dd{margin:0 0 .5rem 1rem;white-space:pre-wrap}
</style>"""
