"""How both pages look, on screen and on one sheet of A4 or Letter paper."""

from course_tools.plotting import COLORS

_HOUSE = f"""
:root{{color-scheme:light}}
*{{box-sizing:border-box}}
body{{margin:0;color:{COLORS.ink};background:{COLORS.paper};overflow-wrap:anywhere;
 font-family:"Segoe UI",Roboto,Helvetica,Arial,"DejaVu Sans Condensed",sans-serif}}
main{{max-width:190mm;margin:0 auto;padding:7mm 3mm}}
h1,h2{{font-family:Georgia,"Times New Roman","DejaVu Serif Condensed",serif;color:{COLORS.first};margin:0}}
p,ul,figure{{margin:0}}
img{{display:block;width:100%;height:auto}}
.kind{{margin:0 0 1mm;color:{COLORS.second};font-weight:700;letter-spacing:.08em;
 text-transform:uppercase}}
.notice,.quiet{{color:#4b5763}}
.note{{border-left:1mm solid {COLORS.second};padding:.5mm 3mm;margin:0 0 4mm;font-size:11pt;
 line-height:1.45}}
.note p+p{{margin-top:1mm}}
@page{{margin:8mm 11mm}}
@media print{{main{{max-width:none;padding:0}}.note{{display:none}}
 section,tr,figure{{break-inside:avoid}}h2{{break-after:avoid}}}}
"""

BRIEF_STYLE = (
    _HOUSE
    + f"""
body{{font-size:8.6pt;line-height:1.33}}
.kind{{font-size:7.4pt;margin-bottom:.4mm}}
h1{{font-size:15pt;line-height:1.15}}
.notice{{font-size:8pt;font-style:italic;margin-top:.5mm}}
header{{border-bottom:.5mm solid {COLORS.first};padding-bottom:1.4mm;margin-bottom:2mm}}
h2{{font-size:9.4pt;line-height:1.2;margin-bottom:.3mm}}
.parts{{display:grid;grid-template-columns:repeat(12,1fr);gap:2.2mm 3mm;align-items:start}}
section{{grid-column:span 6}}
#evidence,#why,#ask{{grid-column:1/-1}}
#who,#cannot-show,#target,#know{{grid-column:span 5}}
#heard,#story,#options,#sources{{grid-column:span 7}}
.strong{{font-weight:700}}
.quiet{{font-size:8pt;line-height:1.3}}
#evidence{{background:#f5f7f9;padding:1.6mm 3mm;border-radius:1.2mm}}
#evidence .strong{{font-size:9.4pt;line-height:1.3}}
#evidence .course-picture{{margin:1mm 0 .4mm;max-width:164mm}}
#evidence .course-picture img{{mix-blend-mode:multiply}}
#evidence .quiet{{margin-top:.6mm}}
#ask{{border:.4mm solid {COLORS.first};border-left-width:1.8mm;padding:1.4mm 3mm;border-radius:1.2mm}}
#ask .strong{{font-size:9.8pt;line-height:1.3;color:{COLORS.first}}}
table{{border-collapse:collapse;width:100%;font-size:8.1pt;line-height:1.25;overflow-wrap:normal}}
caption{{text-align:left;color:#4b5763;font-size:8pt}}
th,td{{text-align:left;vertical-align:top;padding:.4mm 3mm .4mm 0;border-bottom:.2mm solid #c9d1d9}}
thead th{{font-size:7.6pt;color:#4b5763}}
tbody th{{font-weight:700}}
tr>:last-child{{padding-right:0}}
tr:last-child>*{{border-bottom:0}}thead tr:last-child>*{{border-bottom:.2mm solid #64707d}}
/* The heading above these two tables says the same; the caption is there to be heard. */
#why caption,#options caption{{position:absolute;width:1px;height:1px;overflow:hidden;
 clip-path:inset(50%)}}
#why th,#why td{{width:25%}}
#options th:first-child{{width:40%}}
#evidence th:first-child{{width:35%}}#evidence td:last-child{{width:30%}}
@media screen and (max-width:40rem){{section,#who,#heard,#evidence,#cannot-show,#story,#why,#options,
 #target,#ask,#know,#sources{{grid-column:1/-1}}body{{font-size:11pt}}.quiet,table{{font-size:10pt}}
 section{{overflow-x:auto}}}}
"""
)

SPOKEN_STYLE = (
    _HOUSE
    + f"""
body{{font-size:12.3pt;line-height:1.23}}
.kind{{font-size:8.6pt;margin-bottom:.6mm}}
h1{{font-size:15.5pt;line-height:1.15}}
.notice{{font-size:9.5pt;font-style:italic;margin-top:.6mm}}
header{{border-bottom:.5mm solid {COLORS.first};padding-bottom:1.6mm;margin-bottom:2.2mm}}
.parts{{display:grid;gap:1.7mm}}
section{{display:grid;grid-template-columns:29mm 1fr;gap:0 4mm;align-items:baseline}}
section>*{{grid-column:2}}
section>h2{{grid-column:1;grid-row:1;font-size:10pt;line-height:1.2}}
ul{{list-style:none;padding:0}}
li{{padding-left:4mm;text-indent:-4mm;margin-top:.3mm}}
li::before{{content:"–";display:inline-block;width:4mm;text-indent:0;color:{COLORS.second}}}
.quiet{{font-size:9.5pt;line-height:1.3;padding-left:4mm}}
.course-picture{{margin:.6mm 0 0;max-width:110mm}}
#ask{{border:.4mm solid {COLORS.first};border-left-width:1.8mm;padding:1.6mm 3mm;border-radius:1.2mm;
 grid-template-columns:23.8mm 1fr}}
#ask li{{font-weight:700;color:{COLORS.first}}}#ask li+li{{font-weight:400;color:inherit}}
footer{{margin-top:2.2mm;padding-top:1.4mm;border-top:.3mm solid #c9d1d9;font-size:9.5pt;line-height:1.35}}
@media screen and (max-width:40rem){{section,#ask{{display:block}}}}
"""
)
