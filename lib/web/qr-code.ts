import { toString as toSvg } from "qrcode";

/** The QR code of an address, as SVG in base64. */
export async function qrCode(address: string): Promise<string> {
  return Buffer.from(await toSvg(address, { type: "svg", margin: 2, errorCorrectionLevel: "M" })).toString("base64");
}
