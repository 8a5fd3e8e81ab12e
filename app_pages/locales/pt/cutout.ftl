# O editor do recorte de uma peça, nas páginas Rever e Peça.

cutout-title = O recorte está errado, ou a foto está deitada?
cutout-choice = Recorte
cutout-automatic = Automático
cutout-off = Nenhum: a foto inteira
cutout-rectangle = Dentro de um retângulo
cutout-found = o que conta como roupa
cutout-alone = só a peça
cutout-then = O modelo diz agora **{ $drawer }**, { $sure }.
cutout-turn = Rodar a foto
cutout-left = Rodar para a esquerda
cutout-right = Rodar para a direita
cutout-apply = Aplicar
cutout-applied = Novo recorte aplicado e peça reclassificada.
cutout-moved = Novo recorte aplicado e peça movida para “{ $drawer }”, como o modelo diz agora.
cutout-draw = Desenhe um retângulo à volta da peça, de um canto ao canto oposto.
cutout-redraw = Desenhe outro retângulo para substituir este, ou toque na foto para o retirar.
cutout-draw-label =
    Foto para desenhar um retângulo. As teclas de seta criam e movem um retângulo, com Shift mudam-lhe o tamanho, e Escape
    retira-o.
