// Runs in a blank page: the colour histogram of each picture (JPEG in base64), red, green and blue one after the other.
window.histogramsOf = async (pictures) => {
  const histograms = [];
  for (const picture of pictures) {
    const bytes = Uint8Array.from(atob(picture), (character) => character.charCodeAt(0));
    const bitmap = await createImageBitmap(new Blob([bytes], { type: 'image/jpeg' }));
    const context = new OffscreenCanvas(bitmap.width, bitmap.height).getContext('2d');
    context.drawImage(bitmap, 0, 0);
    const { data } = context.getImageData(0, 0, bitmap.width, bitmap.height);
    const histogram = new Array(768).fill(0);
    for (let at = 0; at < data.length; at += 4)
      for (let channel = 0; channel < 3; channel++) histogram[channel * 256 + data[at + channel]]++;
    histograms.push(histogram);
  }
  return histograms;
};
