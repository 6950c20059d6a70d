package org.satbuddy.image;

import java.util.Arrays;

/** Reads a part of a file byte by byte. Whoever reads beyond its end learns that the image is broken. */
final class ByteReader {

    private final byte[] bytes;
    private final int end;
    private int at;

    ByteReader(byte[] bytes) {
        this(bytes, 0, bytes.length);
    }

    private ByteReader(byte[] bytes, int from, int end) {
        this.bytes = bytes;
        this.at = from;
        this.end = end;
    }

    boolean isAtEnd() {
        return at == end;
    }

    int position() {
        return at;
    }

    int u8() {
        need(1);
        return bytes[at++] & 0xff;
    }

    int u16() {
        return u8() << 8 | u8();
    }

    int u16LittleEndian() {
        return u8() | u8() << 8;
    }

    int u24LittleEndian() {
        return u16LittleEndian() | u8() << 16;
    }

    /** A length of four bytes, which no honest file has beyond what is left of it. */
    int length() {
        return fitting((long) u16() << 16 | u16());
    }

    int lengthLittleEndian() {
        return fitting(u16LittleEndian() | (long) u16LittleEndian() << 16);
    }

    /** Four letters that name a chunk. */
    String name() {
        char[] letters = new char[4];
        for (int i = 0; i < letters.length; i++) {
            letters[i] = (char) u8();
        }
        return new String(letters);
    }

    void skip(int length) {
        need(length);
        at += length;
    }

    /** The next {@code length} bytes as a cursor of their own; this one goes on behind them. */
    ByteReader part(int length) {
        int from = at;
        skip(length);
        return new ByteReader(bytes, from, at);
    }

    /** What is between a position passed before and here. */
    byte[] since(int position) {
        return Arrays.copyOfRange(bytes, position, at);
    }

    /** All that is left. */
    byte[] rest() {
        return Arrays.copyOfRange(bytes, at, end);
    }

    private int fitting(long length) {
        if (length > end - at) {
            throw new ImageRefused(ImageRefused.Reason.BROKEN);
        }
        return (int) length;
    }

    private void need(int length) {
        if (length < 0 || length > end - at) {
            throw new ImageRefused(ImageRefused.Reason.BROKEN);
        }
    }
}
