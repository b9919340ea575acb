// Reads a package of boards with a reader that others wrote, and prints what it found.
import processors from '@willwade/aac-processors';

console.log = () => {}; // It tells how it goes.
const tree = await new processors.ObfProcessor().loadIntoTree(process.argv[2]);
const pages = Object.values(tree.pages);
const buttons = pages.flatMap((page) => page.buttons);
process.stdout.write(JSON.stringify({
  boards: pages.length,
  labels: buttons.map((button) => button.label).sort(),
}));
