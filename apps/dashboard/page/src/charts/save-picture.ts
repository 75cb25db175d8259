import { saveFile } from "../files/save-file.ts";

const scale = 2;
const properties = ["fill", "fill-opacity", "stroke", "stroke-width", "stroke-dasharray", "font", "text-anchor"];

/** Room for the title and what is shown, in the chart's units. */
const top = 56;

export interface PictureOptions {
  readonly chart: SVGSVGElement;
  readonly title: string;
  /** Window, kind of video and date: a picture is looked at without the page. */
  readonly shown: string;
  /** Of the file. */
  readonly name: string;
}

/** Saves a chart as it looks now under its title, as a PNG of twice its size on its own background. */
export async function savePicture({ chart, title, shown, name }: PictureOptions): Promise<void> {
  const { width, height } = chart.viewBox.baseVal;
  const image = new Image();
  const url = URL.createObjectURL(new Blob([serialize(chart)], { type: "image/svg+xml" }));
  try {
    image.src = url;
    await image.decode();
    const canvas = document.createElement("canvas");
    canvas.width = width * scale;
    canvas.height = (top + height) * scale;
    const context = canvas.getContext("2d");
    if (context === null) return;
    const { backgroundColor, color, fontFamily } = getComputedStyle(document.body);
    context.scale(scale, scale);
    context.fillStyle = backgroundColor;
    context.fillRect(0, 0, width, top + height);
    context.fillStyle = color;
    context.font = `600 16px ${fontFamily}`;
    context.fillText(title, 16, 24);
    context.font = `13px ${fontFamily}`;
    context.fillText(shown, 16, 46);
    context.drawImage(image, 0, top, width, height);
    const picture = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve));
    if (picture !== null) saveFile(name, picture);
  } finally {
    URL.revokeObjectURL(url);
  }
}

/** A picture on its own does not have the page's styles: they are written into it. */
function serialize(chart: SVGSVGElement): string {
  // Safe: a clone of an SVG element is one.
  const copy = chart.cloneNode(true) as SVGSVGElement;
  const originals = chart.querySelectorAll<SVGElement>("*");
  for (const [index, element] of copy.querySelectorAll<SVGElement>("*").entries()) {
    const original = originals[index];
    if (original === undefined) continue;
    const style = getComputedStyle(original);
    element.setAttribute("style", properties.map((each) => `${each}:${style.getPropertyValue(each)}`).join(";"));
  }
  copy.setAttribute("width", String(chart.viewBox.baseVal.width));
  copy.setAttribute("height", String(chart.viewBox.baseVal.height));
  return new XMLSerializer().serializeToString(copy);
}
