package dev.gatehouse.architecture.planted.arrow.beside;

import dev.gatehouse.architecture.planted.arrow.below.Floor;

/** Uses what is below. */
public final class Wall {

    private Wall() {}

    public static int height() {
        return Floor.height() + 1;
    }
}
