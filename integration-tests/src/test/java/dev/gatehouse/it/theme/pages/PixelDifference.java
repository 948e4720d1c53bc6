package dev.gatehouse.it.theme.pages;

import java.awt.image.BufferedImage;

/**
 * Counts the pixels in which two pictures visibly differ: by colour in YIQ space, after Kotsarenko and Ramos, and not where only the
 * smoothing of an edge differs, after Vyšniauskas. Both as in the library pixelmatch, with its usual threshold.
 */
public final class PixelDifference {

    private static final double THRESHOLD = 0.1;
    private static final double GREATEST = 35_215;

    private final BufferedImage one;
    private final BufferedImage other;

    private PixelDifference(BufferedImage one, BufferedImage other) {
        this.one = one;
        this.other = other;
    }

    /** The share of all pixels that differ, from 0 to 1; 1 if the sizes differ. */
    public static double between(BufferedImage one, BufferedImage other) {
        if (one.getWidth() != other.getWidth() || one.getHeight() != other.getHeight()) {
            return 1;
        }
        return (double) new PixelDifference(one, other).count() / (one.getWidth() * one.getHeight());
    }

    private int count() {
        int count = 0;
        for (int y = 0; y < one.getHeight(); y++) {
            for (int x = 0; x < one.getWidth(); x++) {
                int before = one.getRGB(x, y);
                int after = other.getRGB(x, y);
                if (before != after
                        && distance(before, after) > GREATEST * THRESHOLD * THRESHOLD
                        && !isSmoothed(one, other, x, y)
                        && !isSmoothed(other, one, x, y)) {
                    count++;
                }
            }
        }
        return count;
    }

    private static double distance(int before, int after) {
        double y = brightness(before) - brightness(after);
        double i = i(before) - i(after);
        double q = q(before) - q(after);
        return 0.5053 * y * y + 0.299 * i * i + 0.1957 * q * q;
    }

    /** Whether a pixel lies between a darker and a brighter one, of which one belongs to a surface in both pictures. */
    private static boolean isSmoothed(BufferedImage picture, BufferedImage other, int x, int y) {
        double darkest = 0;
        double brightest = 0;
        int equal = isAtTheEdge(picture, x, y) ? 1 : 0;
        int[] dark = {x, y};
        int[] bright = {x, y};
        for (int ny = Math.max(y - 1, 0); ny <= Math.min(y + 1, picture.getHeight() - 1); ny++) {
            for (int nx = Math.max(x - 1, 0); nx <= Math.min(x + 1, picture.getWidth() - 1); nx++) {
                if (nx == x && ny == y) {
                    continue;
                }
                double difference = brightness(picture.getRGB(x, y)) - brightness(picture.getRGB(nx, ny));
                if (difference == 0 && ++equal > 2) {
                    return false;
                }
                if (difference < darkest) {
                    darkest = difference;
                    dark = new int[] {nx, ny};
                }
                if (difference > brightest) {
                    brightest = difference;
                    bright = new int[] {nx, ny};
                }
            }
        }
        return darkest != 0
                && brightest != 0
                && (isSurface(picture, dark) && isSurface(other, dark)
                        || isSurface(picture, bright) && isSurface(other, bright));
    }

    /** Whether at least three neighbours have the same colour. */
    private static boolean isSurface(BufferedImage picture, int[] at) {
        int x = at[0];
        int y = at[1];
        int equal = isAtTheEdge(picture, x, y) ? 1 : 0;
        for (int ny = Math.max(y - 1, 0); ny <= Math.min(y + 1, picture.getHeight() - 1); ny++) {
            for (int nx = Math.max(x - 1, 0); nx <= Math.min(x + 1, picture.getWidth() - 1); nx++) {
                if ((nx != x || ny != y) && picture.getRGB(x, y) == picture.getRGB(nx, ny)) {
                    equal++;
                }
            }
        }
        return equal > 2;
    }

    private static boolean isAtTheEdge(BufferedImage picture, int x, int y) {
        return x == 0 || y == 0 || x == picture.getWidth() - 1 || y == picture.getHeight() - 1;
    }

    private static double brightness(int colour) {
        return red(colour) * 0.29889531 + green(colour) * 0.58662247 + blue(colour) * 0.11448223;
    }

    private static double i(int colour) {
        return red(colour) * 0.59597799 - green(colour) * 0.27417610 - blue(colour) * 0.32180189;
    }

    private static double q(int colour) {
        return red(colour) * 0.21147017 - green(colour) * 0.52261711 + blue(colour) * 0.31114694;
    }

    private static int red(int colour) {
        return colour >> 16 & 0xFF;
    }

    private static int green(int colour) {
        return colour >> 8 & 0xFF;
    }

    private static int blue(int colour) {
        return colour & 0xFF;
    }
}
