package org.satbuddy.image;

import java.util.Arrays;

/** Reads a range of a file byte by byte. Reading beyond its end throws {@link ImageRefused} with {@code BROKEN}. */
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

    /** A length of four bytes. A length beyond the remaining bytes makes the image broken. */
    int length() {
        return fitting((long) u16() << 16 | u16());
    }

    int lengthLittleEndian() {
        return fitting(u16LittleEndian() | (long) u16LittleEndian() << 16);
    }

    /** The four letters that name a chunk. */
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

    /** A reader of the next {@code length} bytes. This reader continues after them. */
    ByteReader part(int length) {
        int from = at;
        skip(length);
        return new ByteReader(bytes, from, at);
    }

    /** The bytes from an earlier {@link #position()} to the current one. */
    byte[] since(int position) {
        return Arrays.copyOfRange(bytes, position, at);
    }

    /** All remaining bytes. Does not advance. */
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
