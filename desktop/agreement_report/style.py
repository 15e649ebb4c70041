"""The look of the report's page, in the colours of the window."""

STYLE = """
:root{--page:#fff;--panel:#f8f9fa;--line:#dde1e6;--t1:#1b1f24;--t2:#47505b;--t3:#626b76;
--same:82 118 168;--mix:217 119 43}
@media (prefers-color-scheme:dark){:root{--page:#14171c;--panel:#1d2127;--line:#2b3038;--t1:#e4e7ec;--t2:#b6bec9;
--t3:#98a1ad;--same:92 132 190;--mix:178 92 32}}
*{box-sizing:border-box}
body{margin:0;background:var(--page);color:var(--t1);font:13px/18px system-ui,sans-serif;
font-variant-numeric:tabular-nums}
main{max-width:1080px;margin:0 auto;padding:24px;display:grid;
grid-template-columns:repeat(2,minmax(0,1fr));column-gap:32px}
header,section:has(.list),section:has(.wide),section:has(dl){grid-column:1/-1}
@media (max-width:900px){main{grid-template-columns:minmax(0,1fr)}}
h1{font-size:19px;line-height:28px;font-weight:600;margin:4px 0 8px}
h2{font-size:13px;line-height:18px;font-weight:600;margin:0 0 8px}
small,.note{font-size:12px;font-weight:400;color:var(--t3)}
h2 small{float:right}
p{margin:0 0 8px;color:var(--t2)}
p.title{color:var(--t3)}
section{border-top:1px solid var(--line);padding:16px 0 24px;min-width:0}
table{border-collapse:collapse;margin:0 0 12px;max-width:100%}
th,td{text-align:left;padding:2px 8px 2px 0;vertical-align:middle;font-weight:400}
.list td{overflow-wrap:anywhere}
td:first-child{white-space:nowrap}.list td:first-child{white-space:normal}
thead th{white-space:nowrap;color:var(--t3);font-size:11px;line-height:14px}
th:first-child{color:var(--t2)}
b{font-weight:600}
td.n{text-align:right;white-space:nowrap;background:rgb(var(--same)/calc(var(--heat,0)*.35))}
.matrix td,.confusion td{padding:6px 8px;border:2px solid var(--page);white-space:nowrap}
.matrix td.same{background:rgb(var(--same)/calc(var(--heat)*.4))}
.confusion td{background:var(--panel);text-align:center;min-width:34px;padding:4px 6px}
.confusion thead th{text-align:center;padding:0 4px}
.confusion td.agreed{background:var(--line)}
.confusion td.mixed{background:rgb(var(--mix)/var(--heat))}
.wide,.beside{overflow-x:auto}
summary{color:var(--t2);cursor:pointer;margin:0 0 8px}
.list{width:100%}
.list td{border-top:1px solid var(--line);vertical-align:top;padding:6px 12px 6px 0}
.list td.n{padding-right:12px}
mark{background:rgb(var(--mix)/.3);color:inherit;border-radius:2px}
svg{display:block;overflow:visible}
svg .grid{stroke:var(--line)}
svg .whisker{stroke:var(--t1);stroke-width:1.5}
svg .dot{fill:var(--t1)}
svg text{font-size:11px;fill:var(--t3)}
svg .path{fill:none;stroke:var(--t3)}
svg .few{fill:var(--page);stroke:var(--t1)}
svg .mark{stroke:var(--t3);stroke-dasharray:3 3}
svg.line{max-width:100%;height:auto;margin:0 0 8px}
svg.bar{max-width:100%;margin:0 0 8px}
.part0{fill:var(--t2)}.part1{fill:var(--t3);opacity:.6}.part2{fill:var(--t3);opacity:.35}.part3{fill:var(--line)}.part4{fill:var(--t3)}
ul{margin:0;padding:0 0 0 16px;color:var(--t2)}
dt{font-weight:600;margin-top:8px}
dd{margin:0;color:var(--t2);max-width:75ch}
@media print{main{display:block}section{break-inside:avoid-page}}
"""
