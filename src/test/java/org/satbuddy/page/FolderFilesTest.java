package org.satbuddy.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FolderFilesTest {

    @TempDir
    Path parent;

    private Path folder;
    private FolderFiles files;

    @BeforeEach
    void create() throws Exception {
        folder = Files.createDirectories(parent.resolve("webapp"));
        Files.createDirectories(folder.resolve("assets/chat"));
        Files.writeString(folder.resolve("assets/theme.css"), "a");
        Files.writeString(folder.resolve("assets/chat/chat.js"), "b");
        Files.writeString(parent.resolve("outside.css"), "c");
        files = new FolderFiles(folder);
    }

    @Test
    void listsFilesAndSubfoldersAsAServerDoes() {
        assertThat(files.getResourcePaths("/assets/")).containsExactlyInAnyOrder("/assets/theme.css", "/assets/chat/");
        assertThat(files.getResourcePaths("/none/")).isNull();
    }

    @Test
    void readsAFileAsItIsNow() throws Exception {
        assertThat(files.getResourceAsStream("/assets/chat/chat.js")).hasContent("b");

        Files.writeString(folder.resolve("assets/chat/chat.js"), "changed");

        assertThat(files.getResourceAsStream("/assets/chat/chat.js")).hasContent("changed");
    }

    @Test
    void readsNothingElse() {
        assertThat(files.getResourceAsStream("/assets/none.js")).isNull();
        assertThat(files.getResourceAsStream("/assets")).isNull();
        assertThat(files.getResourceAsStream("/../outside.css")).isNull();
    }

    @Test
    void listsNoBrokenLink() throws Exception {
        Files.createSymbolicLink(folder.resolve("assets/.#lock.js"), Path.of("nowhere"));

        assertThat(files.getResourcePaths("/assets/")).doesNotContain("/assets/.#lock.js");
    }

    @Test
    void readsTheFilesOfTheApplication() {
        var real = new FolderFiles(Path.of("src/main/webapp"));

        assertThat(Assets.load(real).version())
                .isEqualTo(Assets.load(Webapp.real().context()).version());
    }
}
