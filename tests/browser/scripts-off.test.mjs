// Without JavaScript everything is there, and nothing pretends to work that doesn't.

import { after, before, test } from 'node:test';
import { launchChromium, newVisitor, onDisk, open } from './lib/browser.mjs';
import { none } from './lib/expect.mjs';
import { missingText, openFirstEvent } from './lib/scripts-off.mjs';
import { serve } from './lib/serve.mjs';
import { sites, specimens } from './lib/sites.mjs';

let browser;
before(async () => { browser = await launchChromium(); });
after(() => browser.close());

for (const site of sites) {
  test(`${site.name}: every page type shows its content`, async () => {
    const server = await serve(site.folder);
    const found = [];
    const { page, problems, go, close } = await newVisitor(browser, { javaScriptEnabled: false });
    for (const specimen of specimens(site)) {
      await go(server.url(specimen.file));
      found.push(...[...problems, ...await page.evaluate(missingText)].map((problem) => `${specimen.file}: ${problem}`));
    }
    await close();
    await server.close();
    none(found, 'without scripts');
  });

  test(`${site.name}: the filters are not offered where they cannot work`, async () => {
    const { page, close } = await open(browser, onDisk(site, 'index.html'), { javaScriptEnabled: false });
    const offered = await page.locator('#filters').filter({ visible: true }).count();
    await close();
    none(offered ? ['#filters can be seen, and choosing in it does nothing'] : [], 'without scripts');
  });

  test(`${site.name}: from a folder on disk, a click on an event opens it`, async () => {
    const { page, close } = await open(browser, onDisk(site, 'index.html'), { javaScriptEnabled: false });
    const problems = await openFirstEvent(page);
    await close();
    none(problems, 'from a folder on disk');
  });
}
