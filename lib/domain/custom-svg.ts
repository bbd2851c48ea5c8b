import sanitizeHtml from "sanitize-html";

const shapes = ["path", "rect", "circle", "ellipse", "line", "polyline", "polygon", "text", "tspan"];
const elements = [
  ...["svg", "g", "defs", "title", "desc", "symbol", "use", "clipPath", "mask"],
  ...["linearGradient", "radialGradient", "stop", ...shapes],
];

// Lengths, colours, shapes: none of them names anything outside of the file.
const attributes = [
  ...["id", "viewBox", "width", "height", "x", "y", "x1", "x2", "y1", "y2", "cx", "cy", "r", "rx", "ry", "fx", "fy"],
  ...["d", "points", "pathLength", "transform", "gradientTransform", "gradientUnits", "spreadMethod", "offset"],
  ...["clipPathUnits", "maskUnits", "maskContentUnits", "preserveAspectRatio", "version", "xmlns", "xmlns:xlink"],
  ...[
    "fill",
    "fill-rule",
    "fill-opacity",
    "stroke",
    "stroke-width",
    "stroke-linecap",
    "stroke-linejoin",
    "stroke-opacity",
  ],
  ...[
    "stroke-miterlimit",
    "stroke-dasharray",
    "stroke-dashoffset",
    "opacity",
    "clip-path",
    "clip-rule",
    "mask",
    "color",
  ],
  ...[
    "stop-color",
    "stop-opacity",
    "font-family",
    "font-size",
    "font-weight",
    "text-anchor",
    "dominant-baseline",
    "dx",
    "dy",
  ],
  ...["letter-spacing", "aria-label", "role", "href", "xlink:href"],
];

const namespaces = new Map([
  ["xmlns", "http://www.w3.org/2000/svg"],
  ["xmlns:xlink", "http://www.w3.org/1999/xlink"],
]);

/**
 * An SVG image with nothing in it but shapes, colours and text, or null for what is none. No script, handler, style,
 * foreign object, animation, entity or comment; addresses only of its own parts (`#gradient`).
 */
export function cleanSvg(source: string): string | null {
  const clean = sanitizeHtml(source, {
    allowedTags: elements,
    allowedAttributes: { "*": attributes },
    disallowedTagsMode: "discard",
    nonTextTags: ["script", "style", "foreignObject", "metadata"],
    nestingLimit: 64,
    allowProtocolRelative: false,
    parser: { xmlMode: true, lowerCaseTags: false, lowerCaseAttributeNames: false },
    transformTags: {
      "*": (tagName, given) => ({
        tagName,
        attribs: Object.fromEntries(Object.entries(given).filter(([name, value]) => staysInside(name, value))),
      }),
    },
  }).trim();
  const svg = clean.slice(Math.max(0, clean.search(/<svg[\s>]/))); // what a document type leaves behind stands before it
  if (!/^<svg[\s>]/.test(svg) || !svg.endsWith("</svg>")) return null;
  return svg.includes(' xmlns="') ? svg : svg.replace("<svg", `<svg xmlns="${namespaces.get("xmlns")}"`);
}

function staysInside(name: string, value: string): boolean {
  const namespace = namespaces.get(name);
  if (namespace !== undefined) return value === namespace;
  if (/^(?:xlink:)?href$/.test(name)) return /^#[\w-]+$/.test(value);
  return !/[\\<>]|:\/\/|(?:url|src|image-set)\s*\((?!\s*#[\w-]+\s*\)$)/i.test(value);
}
