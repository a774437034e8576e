package main

import (
	"os"
	"os/exec"
	"regexp"
	"strings"
	"testing"

	"marketbot/knowledge"
)

// TestImage builds the image's file system and runs the bot in it, by the steps that the Dockerfile takes too.
// It takes minutes where nothing is built yet.
func TestImage(t *testing.T) {
	if os.Getenv("IMAGE") == "" {
		t.Skip("builds the whole program again (hint: IMAGE=1 go test ./cmd/bot -run TestImage)")
	}
	unset(t)
	out, addr, slack := t.TempDir(), freeAddr(t), slackAPI(t, "")
	for _, step := range []string{"build", "root", "size", "start", "health", "stop"} {
		c := exec.Command("../../deploy/docker/steps.sh", step)
		c.Env = append(os.Environ(), "OUT="+out, "SLACK_BOT_TOKEN=xoxb-1-HIDDEN", "SLACK_SIGNING_SECRET=0123456789abcdef", "HTTP_ADDR="+addr, "SLACK_API_URL="+slack)
		text, err := c.CombinedOutput()
		if err != nil {
			t.Fatalf("steps.sh %s: %v\n%s", step, err, text)
		}
		t.Logf("%s: %s", step, text)
		switch log := logOf(out); {
		case step == "build":
			packedBook(t, out+"/bot")
		case step == "size" && !strings.Contains(string(text), " of 30000000"):
			t.Errorf("steps.sh size: %s", text)
		case step == "health" && string(text) != "slack: running, inbox 0, outbox 0\n":
			t.Errorf("steps.sh health: %s", text)
		case step == "stop" && (strings.Contains(log, "HIDDEN") || !strings.Contains(log, `"msg":"serving"`)):
			t.Errorf("the log: %s", log)
		}
	}
}

// packedBook: the program's compressed book is the one in this tree, and it answers from it.
func packedBook(t *testing.T, bot string) {
	t.Helper()
	want, err := knowledge.Fingerprint(knowledge.Embedded())
	if err != nil {
		t.Fatal(err)
	}
	if got, err := exec.Command(bot, "version").Output(); err != nil || !strings.Contains(string(got), "book "+want) {
		t.Errorf("%s version: %s, %v; want book %s", bot, got, err, want)
	}
	if got, err := exec.Command(bot, "knowledge", "check").CombinedOutput(); err != nil {
		t.Errorf("%s knowledge check: %v\n%s", bot, err, got)
	}
}

func logOf(out string) string {
	text, err := os.ReadFile(out + "/log")
	if err != nil {
		return ""
	}
	return string(text)
}

// TestDockerfile: the Dockerfile takes the steps that TestImage tries, and the container is what they try.
func TestDockerfile(t *testing.T) {
	file, steps := read(t, "../../Dockerfile"), read(t, "../../deploy/docker/steps.sh")
	for _, want := range []string{"deploy/docker/steps.sh build root size", "FROM scratch", "USER 65532:65532", `HEALTHCHECK --interval=30s --timeout=10s --start-period=30s --retries=3 CMD ["/bot", "health"]`} {
		if !strings.Contains(file, want) {
			t.Errorf("Dockerfile lacks %s", want)
		}
	}
	if !strings.Contains(steps, "USER_ID=65532 ") {
		t.Error("steps.sh runs the bot as somebody else than the Dockerfile")
	}
	env := regexp.MustCompile(`(?m)^ENV (.*)$`).FindStringSubmatch(file)
	if env == nil {
		t.Fatal("Dockerfile sets nothing")
	}
	for _, kv := range strings.Fields(env[1]) {
		name, value, _ := strings.Cut(kv, "=")
		if !strings.Contains(steps, "${"+name+":-"+value+"}") {
			t.Errorf("steps.sh does not set %s as the Dockerfile does", kv)
		}
	}
}
