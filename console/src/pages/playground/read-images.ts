/** Images as data: URLs, which travel inside of the request; what is no image is left out. */
export async function readImages(files: Iterable<File>): Promise<string[]> {
  const images = [...files].filter(({ type }) => type.startsWith('image/'));
  return await Promise.all(images.map(toDataUrl));
}

function toDataUrl(file: File): Promise<string> {
  return new Promise((resolve, reject) => {
    const reader = new FileReader();
    reader.onload = () => resolve(String(reader.result));
    reader.onerror = () => reject(reader.error ?? new Error(`${file.name} could not be read`));
    reader.readAsDataURL(file);
  });
}
