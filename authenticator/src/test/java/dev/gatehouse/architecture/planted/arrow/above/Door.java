package dev.gatehouse.architecture.planted.arrow.above;

import dev.gatehouse.architecture.planted.arrow.below.Floor;
import dev.gatehouse.architecture.planted.arrow.beside.Wall;

/** Uses what is beside it, which the list does not allow. */
public final class Door {

    private Door() {}

    public static int height() {
        return Floor.height() + Wall.height();
    }
}
