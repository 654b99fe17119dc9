/** The page that the browser shows at the end. It holds nothing that came with the request. */
export function resultPage({ succeeded }: { readonly succeeded: boolean }): string {
  const title = succeeded ? 'You are signed in' : 'The sign-in did not succeed'
  const text = succeeded
    ? 'devopsql has what it needs. You can close this window.'
    : 'The program that opened this window says why. You can close it.'
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title} - devopsql</title>
<style>${style}</style>
</head>
<body>
<main>
<p class="mark ${succeeded ? 'good' : 'bad'}" aria-hidden="true">${succeeded ? '&#10003;' : '!'}</p>
<h1>${title}</h1>
<p>${text}</p>
</main>
</body>
</html>
`
}

export const style = `
:root { color-scheme: light dark; font: 16px/1.5 system-ui, sans-serif; }
body { display: grid; place-items: center; min-height: 100vh; margin: 0; }
main { max-width: 26rem; padding: 2rem; text-align: center; }
h1 { font-size: 1.4rem; margin: 0 0 .5rem; }
.mark { width: 3.5rem; height: 3.5rem; margin: 0 auto 1rem; border-radius: 50%; color: #fff; font: 700 2rem/3.5rem system-ui, sans-serif; }
.good { background: #107c10; }
.bad { background: #a4262c; }
`
