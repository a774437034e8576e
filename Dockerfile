# The bot as an image without a shell: its program, the roots of certificates and an empty folder for its state.
# What is done here stands in deploy/docker/steps.sh, which .ci/run runs without Docker.
#
#   docker build -t bot .
#   docker run --read-only --volume bot-state:/state --env-file .env --publish 127.0.0.1:8080:8080 bot

FROM golang:1.26 AS build
WORKDIR /src
COPY go.mod go.sum ./
RUN go mod download
COPY . .
RUN OUT=/out deploy/docker/steps.sh build root size

FROM scratch
COPY --from=build /out/root/bot /bot
COPY --from=build /out/root/etc /etc
COPY --from=build --chown=65532:65532 /out/root/state /state
ENV HTTP_ADDR=:8080 STATE_URL=file:/state/bot.db LOG_FORMAT=json
USER 65532:65532
WORKDIR /state
VOLUME /state
EXPOSE 8080
STOPSIGNAL SIGTERM
HEALTHCHECK --interval=30s --timeout=10s --start-period=30s --retries=3 CMD ["/bot", "health"]
ENTRYPOINT ["/bot"]
CMD ["serve"]
