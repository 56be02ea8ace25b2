# command.sh TO FROM COMMAND: hands a command to Audacity's mod-script-pipe and prints the answer. 0 if it was carried out.
exec 3>"$1" 4<"$2"
printf '%s\n' "$3" >&3
while IFS= read -r line <&4; do
    printf '%s\n' "$line"
    case $line in
        "BatchCommand finished: OK"*) exit 0 ;;
        "BatchCommand finished"*) exit 1 ;;
    esac
done
exit 1
