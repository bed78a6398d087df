/** What an injected script would do, so that it is noticed: `top.ran` is looked at, and so is a dialog. */
const RUN = 'top.ran=1';

/** Short enough for the name that somebody likes to be called. */
const SHORT = [
  `<script>${RUN}</script>`,
  `<img src=x onerror=${RUN}>`,
  `<svg onload=${RUN}>`,
  `<b onclick=${RUN}>b`,
  `<p style=color:red>p`,
  `"><i onfocus=${RUN}>`,
  `'><i onfocus=${RUN}>`,
  `" onfocus=${RUN} x="`,
  `' onfocus=${RUN} x='`,
  `\` onfocus=${RUN} x=\``,
  `onfocus=${RUN} autofocus`,
  `</title><script>${RUN}</script>`,
  `--><i onclick=${RUN}>`,
  `]]><i onclick=${RUN}>`,
  `<base href=//evil.example>`,
  `<iframe src=//evil.example>`,
  `<object data=//evil.example>`,
  `<embed src=//evil.example>`,
  `<link rel=stylesheet href=//evil.example>`,
  `<form action=//evil.example>`,
  `<input autofocus onfocus=${RUN}>`,
  `<math><mi xlink:href=//x.example>`,
  `<body onload=${RUN}>`,
  `<video src=x onerror=${RUN}>`,
  `<audio src=x onerror=${RUN}>`,
  `<details open ontoggle=${RUN}>`,
  `<marquee onstart=${RUN}>`,
  `javascript:${RUN}`,
  `JaVaScRiPt:${RUN}//`,
  `data:text/html,<b>b</b>`,
  `{{7*7}}`,
  `{% raw %}{{ t }}`,
  `{{constructor.constructor('x')()}}`,
  '${7*7}',
  '#{7*7}',
  '<%= 7*7 %>',
  `$t(frame.home)`,
  `{{name}} {{count}}`,
  `&lt;i onclick=${RUN}&gt;`,
  `&#60;i onclick=${RUN}&#62;`,
  `\\u003ci onclick=${RUN}\\u003e`,
  `%3Ci onclick=${RUN}%3E`,
  `＜i onclick=${RUN}＞`,
  `<scr<script>ipt>${RUN}`,
  `<SCRIPT/x>${RUN}</SCRIPT>`,
  `<a href=javascript:${RUN}>a</a>`,
] as const;

/** For whatever may be longer. */
const LONG = [
  `<a href="java&#x73;cript:${RUN}">a sentence with a link</a>`,
  `<a href="  javascript:${RUN}" autofocus onfocus="${RUN}">a</a>`,
  `<img src="x" alt="a" onerror="${RUN};alert(document.cookie)">`,
  `<svg><script xlink:href="data:text/javascript,${RUN}"></script></svg>`,
  `<svg><animate onbegin="${RUN}" attributeName="x" dur="1s"></animate></svg>`,
  `<svg><a xlink:href="javascript:${RUN}"><text y="9">a</text></a></svg>`,
  `<iframe srcdoc="<script>parent.${RUN}</script>"></iframe>`,
  `<meta http-equiv="refresh" content="0;url=https://evil.example/">`,
  `<meta http-equiv="refresh" content="0;url=javascript:${RUN}">`,
  `</textarea><script>${RUN}</script><textarea>`,
  `</style><script>${RUN}</script><style>`,
  `</script><script>${RUN}</script>`,
  `</select></option><img src=x onerror="${RUN}">`,
  `"></td></tr></table><script>${RUN}</script>`,
  `<noscript><p title="</noscript><img src=x onerror=${RUN}>">`,
  `<math><mtext><table><mglyph><style><!--</style><img title="--><img src=x onerror=${RUN}>">`,
  `<template><script>${RUN}</script></template>`,
  `<xmp><p title="</xmp><svg/onload=${RUN}>">`,
  `<button formaction="javascript:${RUN}">Send</button>`,
  `<input type="image" src="x" onerror="${RUN}">`,
  `<p style="background:url(javascript:${RUN})">a</p>`,
  `<style>@import 'https://evil.example/a.css';</style>`,
  `<x-made-up tabindex=1 onfocus="${RUN}" autofocus>`,
  `<img srcset="https://evil.example/1.png 1x" src="https://evil.example/2.png">`,
  `first line\u2028<script>${RUN}</script>\u2029last line`,
  `+ADw-script+AD4-${RUN}+ADw-/script+AD4-`,
  `<img src=x:x onerror\u000b=${RUN}>`,
  `<<img src=x onerror=${RUN}//<`,
  `{{ range.constructor("top.ran=1")() }} {% include "web/layout.njk" %}`,
  `"}]; ${RUN}; //  '); ${RUN}; //`,
] as const;

/** Texts that a browser would run if a page let them be more than words. Collected for these tests. */
export const INJECTIONS: readonly string[] = [...SHORT, ...LONG];

/** What a text may break out of, and what it would begin then. */
const OUT_OF = [
  '',
  '">',
  "'>",
  '`>',
  '-->',
  ']]>',
  '</title>',
  '</style>',
  '</script>',
  '</textarea>',
  '</a>',
];
const TAGS =
  'a b i p q s svg img video audio details form input body math object embed iframe marquee select button x-y';
const EVENTS = ['onfocus', 'onerror'];

/** More than five hundred of them, each short enough for the name of an activity, for what shows many texts at once. */
export const CORPUS: readonly string[] = [
  ...SHORT,
  ...OUT_OF.flatMap((out) =>
    TAGS.split(' ').flatMap((tag) => EVENTS.map((event) => `${out}<${tag} ${event}=${RUN} autofocus>`)),
  ),
];
