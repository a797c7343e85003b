"""How a printed page looks: on A4 and Letter, on a screen, on a phone, in black and white."""

from __future__ import annotations

from regimens.formats.printed.contents import PrintedCalendar

__all__ = ["page_style"]

_LONGEST = 70  # signs of a name that fit the foot of a page

_STYLE = """
:root { --ink: #16191d; --soft: #4a5259; --line: #8d979e; --faint: #d5dade; --wash: #f3f5f6;
  --paper: #fff; --deep: #123f52; color-scheme: light; }
* { box-sizing: border-box; }
html { -webkit-text-size-adjust: 100%; text-size-adjust: 100%; }
body { margin: 0 auto; padding: 1.5rem 1.25rem 3rem; max-width: 82rem; background: var(--paper);
  color: var(--ink); font: 1rem/1.45 "Source Sans 3", "Segoe UI", "Helvetica Neue", Arial,
  "Liberation Sans", "Noto Sans", sans-serif; font-variant-numeric: lining-nums tabular-nums;
  overflow-wrap: anywhere; -webkit-print-color-adjust: exact; print-color-adjust: exact; }
h1, h2, h3, p, ul, dl, dd { margin: 0; padding: 0; }
h1 { font-size: 1.9rem; line-height: 1.15; color: var(--deep); }
h2 { font-size: 1.25rem; color: var(--deep); margin: 2rem 0 .5rem; break-after: avoid; }
h3 { font-size: 1.3rem; margin: 0; }
a { color: var(--deep); }
.skip { display: inline-block; margin-bottom: .8rem; }
.hidden, .month .whole { position: absolute; width: 1px; height: 1px; overflow: hidden;
  clip-path: inset(50%); white-space: nowrap; }
header .regimen { color: var(--soft); margin-top: .15rem; }
.patient-line { display: flex; flex-wrap: wrap; gap: .35rem 2.2rem; margin: .9rem 0 .6rem;
  padding: .6rem .9rem; border: 1px solid var(--line); border-radius: .4rem; }
dt { color: var(--soft); font-size: .85rem; }
dd { font-weight: 600; }
dd.blank { min-width: 16rem; height: 1.6em; border-bottom: 1px solid var(--ink); }
.holds { color: var(--soft); }
.check { font-weight: 600; }
main ul { padding-left: 1.2rem; }
main li { margin: .2rem 0; max-width: 75ch; }
.stop { margin: 1.2rem 0; padding: .8rem 1.1rem; border: 4px double var(--ink);
  background: repeating-linear-gradient(135deg, #fff 0 9px, #eceef0 9px 12px); }
.stop h2 { margin: 0 0 .2rem; color: var(--ink); text-transform: uppercase;
  letter-spacing: .06em; }
.stop h2::before { content: "\\26A0\\FE0E\\A0"; }
.stop p { font-size: 1.15rem; font-weight: 700; }
.gap { margin: 1.2rem 0; color: var(--soft); font-style: italic; }
table { border-collapse: collapse; width: 100%; }
th, td { text-align: start; vertical-align: top; }
.month, .doses-of-month { margin: 1.2rem 0 1.6rem; }
.month caption, .doses-of-month caption { text-align: start; padding-bottom: .35rem; }
caption h3 { display: inline; color: var(--deep); margin-inline-end: .8rem; }
.owner { color: var(--soft); }
.again { display: none; }
.not-cleared { display: inline-block; border: 2px solid var(--ink); padding: 0 .5rem;
  margin-inline-end: .8rem; text-transform: uppercase; letter-spacing: .04em; }
.month { table-layout: fixed; }
.month col.quiet { width: 9.5%; }
.month.few col.quiet { width: 12.5%; }
.month th { font-size: .85rem; font-weight: 600; padding: .25rem .4rem;
  border: 1px solid var(--line); background: var(--wash); }
.month tbody td { border: 1px solid var(--line); padding: .3rem .3rem .45rem; height: 3.1rem; }
.month .free > td { height: 2.1rem; }
.month tbody td.outside { background: var(--wash); border-color: var(--faint); }
.month .number { font-size: 1.1rem; font-weight: 700; }
.month td.free .number { font-weight: 400; color: var(--soft); }
.where { color: var(--soft); font-size: .78rem; line-height: 1.25; }
.event { font-size: .8rem; line-height: 1.25; font-weight: 600; border-inline-start: 3px solid
  var(--deep); padding-inline-start: .35rem; margin: .2rem 0; }
.besides { font-size: .8rem; line-height: 1.25; font-weight: 400; font-style: italic;
  border-top: 1px dashed var(--line); padding-top: .15rem; margin: .4rem 0 .2rem; }
main .doses { list-style: none; padding: 0; margin-top: .25rem; }
main .dose { display: flex; gap: .3rem; margin: 0; padding: .28rem 0;
  border-top: 1px solid var(--faint); line-height: 1.25; }
.dose > div > * { display: block; }
.dose > div > .amount, .dose > div > .route { display: inline; }
.drug { font-weight: 600; }
.dose .drug { font-size: .95rem; }
.dose .drug.long { font-size: .84rem; }
.dose .amount { font-size: 1.02rem; font-weight: 700; white-space: nowrap; }
.dose .route, .dose .occurrence, .dose .made-of, .dose .note, .dose .moved { font-size: .82rem; }
.dose .amount.wide { white-space: normal; }
.dose .moved, .dose .mark { font-weight: 700; font-size: .82rem; }
.dose .moved::before { content: "\\2192\\A0"; }
.full .dose { padding: .13rem 0; font-size: .92rem; }
.full .dose > div > .drug, .full .dose > div > .occurrence { display: inline; }
.full .dose .amount { font-size: .95rem; }
.full tbody td { padding-block: .2rem .25rem; }
.box { flex: none; width: 1rem; height: 1rem; margin-top: .08rem; border: 1.5px solid
  var(--ink); border-radius: 2px; background: #fff; font-size: .95rem; line-height: .95rem;
  font-weight: 700; text-align: center; color: var(--ink); }
.box.none { border-color: transparent; background: none; }
.conditional .mark, .unconfirmed .mark { border: 1.5px dashed var(--ink); padding: 0 .25rem;
  width: fit-content; margin-bottom: .1rem; background: #fff; }
main .dose.off, .doses-of-month .off td { background: repeating-linear-gradient(135deg, #fff 0 6px,
  #e9ebed 6px 8px); color: var(--soft); }
main .dose.off { padding-inline: .25rem; }
.off .mark, .off .status strong { color: var(--ink); background: #fff; }
.off .drug, .off .amount { font-weight: 400; }
.off s { text-decoration-thickness: 1.5px; }
.doses-of-month th, .doses-of-month tbody td { border: 1px solid var(--line); padding: .25rem .4rem;
  font-size: .85rem; line-height: 1.3; font-weight: 400; }
.doses-of-month thead th { background: var(--wash); font-weight: 600; }
.doses-of-month tbody { border-top: 2px solid var(--soft); }
.doses-of-month tbody th { width: 16.5%; }
.doses-of-month time { font-weight: 700; }
.doses-of-month th > *, .doses-of-month .drug > *, .doses-of-month td > .note { display: block; }
.doses-of-month .drug > :first-child { font-weight: 600; }
.doses-of-month .amount { font-weight: 700; font-size: .95rem; white-space: nowrap; }
.doses-of-month .note { font-size: .78rem; font-weight: 400; }
.doses-of-month .reduced { display: block; }
.doses-of-month .given { width: 11%; }
.doses-of-month .box { display: inline-block; vertical-align: top; }
.about { columns: 2 26rem; column-gap: 3rem; margin-top: 1.2rem; }
.about .marks, .about .totals { break-inside: avoid; }
.about section + section h2 { margin-top: 1.1rem; }
.about h2 { margin-top: 0; }
.meanings div { padding: .2rem 0; }
.meanings dt { color: var(--ink); font-weight: 700; font-size: 1rem; }
.meanings dd { font-weight: 400; }
.plain th, .plain td { padding: .3rem .8rem .3rem 0; border-bottom: 1px solid var(--faint);
  font-size: .92rem; }
.plain thead th { color: var(--soft); border-bottom: 1.5px solid var(--line); font-weight: 600; }
.plain tbody th { font-weight: 600; }
.findings ul { list-style: none; padding: 0; }
.findings li { max-width: none; padding: .3rem .5rem .3rem .7rem; border-inline-start: 3px solid
  var(--faint); font-size: .92rem; }
.findings li.violation { border: 2px solid var(--ink); border-inline-start-width: 10px; }
.findings li.caution { border-inline-start-color: var(--ink); }
.findings .violation strong { text-transform: uppercase; }
.findings cite, .working td:last-child { color: var(--soft); font-size: .82rem; }
.findings cite { display: block; font-style: normal; }
.findings code { margin: 0 .4rem; }
.working { margin: 1rem 0; break-inside: avoid; }
.working h3 { font-size: 1rem; }
.working .plain th, .working .plain td { font-size: .82rem; padding-block: .15rem; }
.working tbody th { width: 12%; }
.working td:nth-child(2) { width: 34%; }
.working td:nth-child(3) { width: 14%; }
.versions { display: flex; flex-wrap: wrap; gap: .3rem 2rem; margin-top: .5rem; }
.versions dd { font-weight: 400; }
footer { margin-top: 2rem; padding-top: .6rem; border-top: 1px solid var(--line); }
@media screen and (max-width: 72rem) {
  body { padding: 1rem .8rem 2rem; }
  h1 { font-size: 1.5rem; }
  .month, .month tbody, .month tr, .month td, .month caption, .doses-of-month,
  .doses-of-month tbody, .doses-of-month tr, .doses-of-month th, .doses-of-month td,
  .doses-of-month caption, .plain, .plain tbody, .plain tr, .plain th, .plain td
    { display: block; width: auto; height: auto; }
  .month thead, .month colgroup, .doses-of-month thead, .plain thead, .month .free,
  .month .outside, .month .number { display: none; }
  .month tbody td { border-width: 1px 0 0; padding: .6rem 0; height: auto; }
  .month .whole { position: static; width: auto; height: auto; clip-path: none;
    white-space: normal; font-weight: 700; font-size: 1.05rem; }
  .month .where, .month .event, .month .besides, .dose .route, .dose .occurrence, .dose .made-of,
  .dose .note, .dose .moved, .dose .mark { font-size: .95rem; }
  main .dose { padding: .45rem 0; gap: .5rem; }
  .dose .drug, .dose .drug.long { font-size: 1rem; }
  .doses-of-month tbody th, .doses-of-month td { width: auto; border: 0; padding: .1rem .3rem;
    font-size: .95rem; }
  .doses-of-month tbody th { background: var(--wash); padding: .4rem; }
  .doses-of-month tr { border-bottom: 1px solid var(--line); padding: .3rem 0; }
  [data-label]:not(:empty)::before { content: attr(data-label) ": "; color: var(--soft);
    font-weight: 400; }
  .doses-of-month .drug::before, .doses-of-month .drug > * { display: inline; }
  .doses-of-month td > .note { display: inline; margin-inline-end: .6rem; }
  .plain th, .plain td { padding: .1rem 0; border: 0; }
  .plain tr { padding: .4rem 0; border-bottom: 1px solid var(--faint); }
  dd.blank { min-width: 60vw; }
}
@media print {
  @page { size: landscape; margin: 12mm 12mm 13mm; }
  html { font-size: 10pt; }
  body { padding: 0; max-width: none; }
  .skip { display: none; }
  h2 { margin-top: 1.1rem; }
  .month, .doses-of-month { margin: .6rem 0 1rem; }
  thead { display: table-header-group; }
  .month tr, .doses-of-month tbody, .plain tr, li, .stop, .meanings div { break-inside: avoid; }
  .month caption, .doses-of-month caption { display: none; }
  .again { display: table-row; }
  .again td { border: 0; padding: 0 0 .3rem; height: auto; }
  .again b { font-size: 1.3rem; color: var(--deep); margin-inline-end: .8rem; }
  .again .owner { font-size: 1rem; }
  .gap { break-after: avoid; }
  .month { break-inside: avoid; }
  .days { break-before: page; }
  .days > h2 { margin-top: 0; }
  .month .free > td { height: 1.75rem; }
  .full { font-size: .95em; }
  .doses-of-month th, .doses-of-month td { font-size: 8.2pt; }
  .doses-of-month .amount { font-size: 9pt; }
  .cycles, .totals { break-inside: avoid; }
  footer { display: none; } /* its sentence stands at the head of every sheet */
  a { text-decoration: none; color: inherit; }
}
"""


def page_style(printed: PrintedCalendar) -> str:
    """The style of a page, with what is to stand at the edges of every sheet."""
    owner = printed.owner
    if len(owner) > _LONGEST:
        owner = f"{owner[:_LONGEST]}…"
    title = f"{printed.title}: {owner}" if owner else printed.title
    edges = [
        f"@top-right {{ content: {_quoted(printed.check)}; {_EDGE} }}",
        f"@bottom-left {{ content: {_quoted(title)}; {_EDGE} }}",
        f'@bottom-right {{ content: {_quoted(printed.headings.page)} " " counter(page) " / " '
        f"counter(pages); {_EDGE} }}",
    ]
    if printed.stop:
        stop = _quoted(printed.headings.stop)
        edges.append(f"@bottom-center {{ content: {stop}; {_EDGE} font-weight: 700; }}")
    return f"{_STYLE}@page {{ {' '.join(edges)} }}\n"


_EDGE = 'font: 8pt "Helvetica Neue", Arial, "Liberation Sans", sans-serif; color: #4a5259;'


def _quoted(text: str) -> str:
    """A text as a CSS string in which every sign but letters and digits is written by its number.

    A style is not escaped when the page is written: nothing in it may end the string or the style.
    """
    signs = (sign if sign.isalnum() and sign.isascii() else f"\\{ord(sign):x} " for sign in text)
    return f'"{"".join(signs)}"'
