package dev.gatehouse.it.theme.pages;

import java.awt.image.BufferedImage;
import java.awt.image.IndexColorModel;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.ImageOutputStream;

/** Pictures as PNG files of the smallest lossless size: with a palette where 256 colours are enough. */
public final class SmallPicture {

    private static final int PALETTE = 256;

    private SmallPicture() {}

    /** Reads a PNG file's content. */
    public static BufferedImage of(byte[] png) {
        try {
            return ImageIO.read(new ByteArrayInputStream(png));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Reads a PNG file. */
    public static BufferedImage read(Path file) {
        try {
            return of(Files.readAllBytes(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Writes a PNG file. */
    public static void write(BufferedImage picture, Path file) {
        ImageWriter writer = ImageIO.getImageWritersByFormatName("png").next();
        try {
            Files.createDirectories(file.getParent());
            Files.deleteIfExists(file);
            try (ImageOutputStream out = ImageIO.createImageOutputStream(file.toFile())) {
                ImageWriteParam best = writer.getDefaultWriteParam();
                best.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
                best.setCompressionQuality(0);
                writer.setOutput(out);
                writer.write(null, new IIOImage(withPalette(picture), null, null), best);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            writer.dispose();
        }
    }

    private static BufferedImage withPalette(BufferedImage picture) {
        int width = picture.getWidth();
        int height = picture.getHeight();
        int[] pixels = picture.getRGB(0, 0, width, height, null, 0, width);
        Map<Integer, Integer> numbers = new LinkedHashMap<>();
        for (int pixel : pixels) {
            numbers.putIfAbsent(pixel, numbers.size());
            if (numbers.size() > PALETTE) {
                BufferedImage opaque = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
                opaque.setRGB(0, 0, width, height, pixels, 0, width);
                return opaque;
            }
        }
        int[] colours = numbers.keySet().stream().mapToInt(Integer::intValue).toArray();
        BufferedImage indexed = new BufferedImage(
                width,
                height,
                BufferedImage.TYPE_BYTE_INDEXED,
                new IndexColorModel(8, colours.length, colours, 0, false, -1, 0));
        for (int at = 0; at < pixels.length; at++) {
            indexed.getRaster().setSample(at % width, at / width, 0, numbers.get(pixels[at]));
        }
        return indexed;
    }
}
