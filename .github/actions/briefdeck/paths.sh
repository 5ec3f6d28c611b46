# Reads $SOURCES into the array `sources`. A line is a path, a pattern, or several of them with spaces between; a path with
# spaces in it has a line of its own, with quotation marks or without. Nothing in a line is run. `expanded` is what a
# command needs to leave out, of what a pattern names, the files that a folder's build leaves out.

matches_of() {  # the paths that a pattern names, in `matches`
  local IFS=
  matches=($1)
}

sources=() expanded=()
shopt -s nullglob
while IFS= read -r line || [ -n "$line" ]; do
  line=${line#"${line%%[![:space:]]*}"}
  line=${line%"${line##*[![:space:]]}"}
  quoted=
  case $line in \"?*\" | \'?*\') line=${line:1:${#line}-2} quoted=yes ;; esac
  if [ -z "$line" ]; then continue; fi
  matches_of "$line"
  if [ -n "$quoted" ] || [ -e "$line" ]; then
    sources+=("$line")
  elif [[ $line = *[*?[]* ]] && [ ${#matches[@]} -gt 0 ]; then
    sources+=("${matches[@]}") expanded=(--force-exclude)
  else
    IFS=$' \t' read -r -a words <<< "$line"
    for word in "${words[@]}"; do
      matches_of "$word"
      if [[ ! -e $word && $word = *[*?[]* ]] && [ ${#matches[@]} -gt 0 ]; then
        sources+=("${matches[@]}") expanded=(--force-exclude)
      else
        sources+=("$word")
      fi
    done
  fi
done <<< "$SOURCES"
shopt -u nullglob
