package org.satbuddy.api;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FormFileTest {

    static final String HEAD = "--b\r\nContent-Disposition: form-data; name=\"image\"; filename=\"a.png\"\r\n"
            + "Content-Type: image/png\r\n\r\n";

    @Test
    void findsAFileAmongOtherFields() throws IOException {
        String form = "preamble\r\n--b\r\nContent-Disposition: form-data; name=\"note\"\r\n\r\nhello\r\n" + HEAD
                + "pixels\r\n--b--\r\n";

        assertThat(content(form)).isEqualTo("pixels");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "form-data; name=image",
                "form-data; NAME=\"image\"; filename=\"x\"",
                "form-data; filename=\"a;name=\\\"other\\\".png\"; name=\"image\"",
                "form-data;name=\"image\";filename*=UTF-8''%e2%82%ac.png"
            })
    void readsTheNameOfTheField(String disposition) throws IOException {
        assertThat(content("--b\r\ncontent-disposition:" + disposition + "\r\n\r\npixels\r\n--b--"))
                .isEqualTo("pixels");
    }

    @Test
    void isNotFooledByANameWithinAFileName() {
        String form =
                "--b\r\nContent-Disposition: form-data; filename=\"; name=image\"; name=\"note\"\r\n\r\nx\r\n--b--";

        assertThat(refused(form)).hasMessage("image must be a file of the form.");
    }

    @Test
    void keepsContentThatOnlyResemblesADelimiter() throws IOException {
        String content = "\r\n--\r\r\n--a\r\n-\r\n--";

        for (int chunk = 1; chunk < 30; chunk++) {
            assertThat(content(HEAD + content + "\r\n--b--", chunk)).isEqualTo(content);
        }
    }

    @Test
    void readsContentLargerThanItsBuffer() throws IOException {
        String content = "0123456789\r\n".repeat(10_000);

        assertThat(content(HEAD + content + "\r\n--b--", 777)).isEqualTo(content);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "x",
                "--b",
                "--b\r\n",
                "--b\r\nContent-Disposition: form-data",
                "--c\r\n\r\nx\r\n--c--",
            })
    void refusesAFormThatBreaksOffBeforeTheFile(String form) {
        assertThat(refused(form)).hasMessage("The form is incomplete.");
    }

    @Test
    void refusesAMalformedForm() {
        assertThat(refused("--bogus\r\n\r\nx")).hasMessage("The form cannot be understood.");
        assertThat(refused("--b\r\n" + "x".repeat(5000))).hasMessage("The form cannot be understood.");
        assertThat(refused("--b\r\n" + "X-Header: y\r\n".repeat(500))).hasMessage("The form cannot be understood.");
        assertThat(refused("--b\r\n\r\nx\r\n--b--")).hasMessage("image must be a file of the form.");
    }

    @Test
    void refusesAFormOfManyFields() throws IOException {
        assertThat(content("--b\r\n\r\nx\r\n".repeat(99) + HEAD + "pixels\r\n--b--"))
                .isEqualTo("pixels");
        assertThat(refused("--b\r\n\r\nx\r\n".repeat(100) + HEAD + "pixels\r\n--b--"))
                .hasMessage("The form has too many fields.");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "0123456789012345678901234567890123456789012345678901234567890123456789-"})
    void refusesAnInvalidBoundary(String boundary) {
        assertThatThrownBy(() -> FormFile.named("image", boundary, InputStream.nullInputStream()))
                .isInstanceOf(InvalidInput.class);
        assertThatThrownBy(() -> FormFile.named("image", null, InputStream.nullInputStream()))
                .isInstanceOf(InvalidInput.class);
    }

    @Test
    void throwsWhenTheFileBreaksOff() {
        assertThatThrownBy(() -> content(HEAD + "half a pic")).isInstanceOf(EOFException.class);
    }

    @Test
    void refusesAFormLargerThanAnyImage() {
        InvalidInput tooLarge = catchThrowableOfType(
                InvalidInput.class, () -> content(HEAD + "x".repeat(FormFile.MAX_BODY + 1) + "\r\n--b--", 8192));

        assertThat(tooLarge.status()).isEqualTo(413);
    }

    private static InvalidInput refused(String form) {
        return catchThrowableOfType(InvalidInput.class, () -> content(form));
    }

    private static String content(String form) throws IOException {
        return content(form, 8192);
    }

    static String content(String form, int chunk) throws IOException {
        var body = new FilterInputStream(new ByteArrayInputStream(form.getBytes(ISO_8859_1))) {
            @Override
            public int read(byte[] target, int offset, int length) throws IOException {
                return super.read(target, offset, Math.min(length, chunk));
            }
        };
        try (InputStream file = FormFile.named("image", "b", body)) {
            return new String(file.readAllBytes(), ISO_8859_1);
        }
    }
}
