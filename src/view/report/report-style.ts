/** The sheet of a report's page: paper first, screens by the width and the scheme that they have. */
export const REPORT_STYLE = `
:root{color-scheme:light dark;--paper:#fff;--ink:#16202a;--soft:#5b6875;--rule:#d7dde3;--tint:#f3f6f8;--up:#0b6e4f;--down:#b3261e;
--warn:#8a4b00;--warn-paper:#fff4df;--shade:#eef2f5;--band:#e3e8ed;--s1:#0b62a8;--s2:#c05a00;--s3:#7a3e9d;--s4:#0f7b72;--s5:#8c6d00}
@media screen and (prefers-color-scheme:dark){:root{--paper:#11161b;--ink:#e4e9ee;--soft:#98a5b1;--rule:#2c3640;--tint:#182028;
--up:#4cc38a;--down:#ff8a80;--warn:#ffcf87;--warn-paper:#33270f;--shade:#192028;--band:#26303a;--s1:#6cb4f5;--s2:#f5a45c;--s3:#c79af0;
--s4:#5ed0c5;--s5:#dfc25a}}
*{box-sizing:border-box}
html{background:var(--paper);-webkit-text-size-adjust:100%}
body{margin:0 auto;max-width:1040px;padding:32px 28px 48px;color:var(--ink);background:var(--paper);
font:15px/1.5 system-ui,-apple-system,"Segoe UI",Roboto,"Helvetica Neue",Arial,sans-serif;font-variant-numeric:tabular-nums}
h1{font-size:29px;line-height:1.2;margin:0 0 6px;letter-spacing:-.01em}
h2{font-size:20px;line-height:1.3;margin:38px 0 10px;padding-top:12px;border-top:2px solid var(--ink)}
h3{font-size:16px;line-height:1.35;margin:26px 0 6px}
p{margin:6px 0}
a{color:inherit;text-decoration-color:var(--soft);text-underline-offset:2px}
.soft{color:var(--soft)}.small{font-size:13px}.up{color:var(--up)}.down{color:var(--down)}
.banner{margin:0 0 20px;padding:10px 14px;border:2px solid var(--warn);border-radius:4px;color:var(--warn);background:var(--warn-paper)}
.banner strong{display:block;font-size:22px;letter-spacing:.08em}
.lede{font-size:16px}
.num{display:inline-block;min-width:20px;padding:0 5px;border-radius:10px;background:var(--ink);color:var(--paper);font-size:12px;
font-weight:600;line-height:20px;text-align:center;vertical-align:1px}
.scroll{overflow-x:auto}
table{width:100%;border-collapse:collapse;font-size:13px;line-height:1.35}
caption{text-align:left;color:var(--soft);padding:0 0 6px}
th,td{padding:4px 5px;text-align:right;white-space:nowrap;border-bottom:1px solid var(--rule);vertical-align:top}
thead th{border-bottom:1px solid var(--ink);font-weight:600}
th[scope=row],.text{text-align:left}
td.text{white-space:normal}td.short{white-space:nowrap;text-align:left;font-weight:inherit}
th[scope=row]{font-weight:600}
tbody.event{break-inside:avoid}
tr.head th{padding-top:12px;text-align:left;white-space:normal;font-weight:600;border-bottom:0}
tr.head .soft{font-weight:400}
tr.quiet th,tr.quiet td{color:var(--soft)}
figure{margin:14px 0 20px;break-inside:avoid}
figcaption{display:flex;flex-wrap:wrap;gap:2px 14px;align-items:baseline;margin:0 0 4px}
figcaption b{font-size:15px}
svg{display:block;width:100%;height:auto}
svg text{font:11px system-ui,-apple-system,"Segoe UI",Roboto,Arial,sans-serif;fill:var(--soft);font-variant-numeric:tabular-nums}
svg .ink{fill:var(--ink)}
.shade{fill:var(--shade)}.band{fill:var(--band)}.grid{stroke:var(--rule);stroke-width:1;fill:none}
.axis{stroke:var(--soft);stroke-width:1;fill:none}.dash{stroke:var(--soft);stroke-width:1;stroke-dasharray:4 4;fill:none}
.price{stroke:var(--s1);stroke-width:1.4;fill:none;stroke-linejoin:round}.volume{fill:var(--s1);opacity:.32}
.mark line{stroke:var(--ink);stroke-width:1;stroke-dasharray:1 3}.mark circle{fill:var(--ink)}
.mark text{fill:var(--paper);font-weight:600;font-size:10px;text-anchor:middle}
.s1{stroke:var(--s1)}.s2{stroke:var(--s2)}.s3{stroke:var(--s3)}.s4{stroke:var(--s4)}.s5{stroke:var(--s5)}
.line{stroke-width:1.6;fill:none;stroke-linejoin:round}.main{stroke-width:2.6}
text.t1{fill:var(--s1)}text.t2{fill:var(--s2)}text.t3{fill:var(--s3)}text.t4{fill:var(--s4)}text.t5{fill:var(--s5)}
svg text.name{font-weight:600;font-size:12px}
section.headline h3,section.headline figure{break-after:avoid}
.name{break-inside:avoid;margin:14px 0 0}.name table{table-layout:fixed;min-width:430px}
.facts{display:block;font-size:13px}.facts div{display:inline;margin-right:16px}.facts dt,.facts dd{display:inline}.facts dt{white-space:nowrap}.facts dt::after{content:"\\a0"}
.verdict{font-weight:600}
ul{margin:6px 0;padding-left:20px}li{margin:3px 0}
dl{display:grid;grid-template-columns:minmax(110px,auto) 1fr;gap:5px 18px;margin:8px 0}dt{font-weight:600}dd{margin:0}
.deal{break-inside:avoid;margin:0 0 18px}
.track{font-size:13px}.track b{text-decoration:underline;text-underline-offset:3px}
footer{margin-top:40px;padding-top:12px;border-top:1px solid var(--rule);color:var(--soft);font-size:13px}
code{font:12.5px ui-monospace,SFMono-Regular,Menlo,Consolas,"Liberation Mono",monospace;overflow-wrap:anywhere}
@page{size:A4;margin:14mm 13mm 16mm}
@media print{body{max-width:none;padding:0;font-size:10.5pt}h1{font-size:21pt}h2{font-size:14pt;break-after:avoid}h3{break-after:avoid}
table{font-size:7.3pt}th,td{padding:2.5px 2.5px}.facts,.small{font-size:8.5pt}thead{display:table-header-group}.scroll{overflow:visible}.page{break-before:page}
*{-webkit-print-color-adjust:exact;print-color-adjust:exact}a{text-decoration:none}}
@media (max-width:640px){body{padding:20px 14px 32px}dl{grid-template-columns:1fr;gap:0}dd{margin-bottom:8px}.name table{font-size:11.5px}.name th,.name td{padding:3px 1px}figure{overflow-x:auto}svg{min-width:620px}}
`;
