/** As little as a route handler can do. */
export async function POST() {
  return Response.json({ valid: true });
}
